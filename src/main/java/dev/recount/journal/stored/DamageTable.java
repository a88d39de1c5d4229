package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.StorableText;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.damage.Damage;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The damaged streams as the home database remembers them, and how far the search for them has come; every method
 * blocks, and throws {@link DatabaseException} when the database does not answer.
 */
public final class DamageTable {

    private static final int LONGEST = 1_000;

    private final Transactions transactions;

    public DamageTable(Database home) {
        this.transactions = new Transactions(home.pool(), "the damaged streams cannot be told");
    }

    /** Returns all of them. */
    public List<Damage> all() {
        return transactions.run(statements -> statements.select(
                "SELECT stream, version, problem, found, entry FROM damaged_stream",
                row -> new Damage(
                        StreamId.parse(row.getString(1)),
                        row.getLong(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Optional.ofNullable(row.getObject(5, Long.class)))));
    }

    /**
     * Remembers that a stream is damaged.
     *
     * @return whether that was not known
     */
    public boolean add(Damage damage) {
        return transactions.run(statements -> statements.update(
                        """
                        INSERT INTO damaged_stream (stream, version, problem, found, entry)
                        SELECT ?, ?, ?, ?, CAST(? AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM damaged_stream WHERE stream = ?)""",
                        damage.stream().toString(),
                        damage.version(),
                        StorableText.of(damage.problem(), LONGEST),
                        damage.found().toEpochMilli(),
                        damage.entry().orElse(null),
                        damage.stream().toString())
                > 0);
    }

    /**
     * Forgets that a stream was damaged.
     *
     * @return whether it was known
     */
    public boolean remove(StreamId stream) {
        return transactions.run(
                statements -> statements.update("DELETE FROM damaged_stream WHERE stream = ?", stream.toString()) > 0);
    }

    /** Returns the name, as Pekko keeps it, of the stream that the search has come to in a journal; empty at first. */
    public String place(int journal) {
        return transactions.run(
                statements -> statements
                        .select(
                                "SELECT stream FROM scrub_place WHERE journal = ?",
                                row -> row.getString(1),
                                journal + 1)
                        .stream()
                        .findFirst()
                        .orElse(""));
    }

    /** Remembers how far the search has come in a journal. */
    public void setPlace(int journal, String stream) {
        transactions.run(statements ->
                statements.update("UPDATE scrub_place SET stream = ? WHERE journal = ?", stream, journal + 1) == 0
                        ? statements.update(
                                "INSERT INTO scrub_place (journal, stream) VALUES (?, ?)", journal + 1, stream)
                        : 1);
    }
}
