package dev.recount.journal.claim.table;

import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.mark.ClaimMark;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values that streams are about to take, as the home one of several journals keeps them; every method blocks, and
 * throws {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class Reservations {

    private final Database database;
    private final ClaimWriter writer;
    private final Transactions transactions;

    public Reservations(Database home) {
        this.database = home;
        this.writer = new ClaimWriter(home.kind());
        this.transactions = new Transactions(home.pool(), "what streams are about to hold cannot be kept");
    }

    /** A value that a stream is about to take. */
    public record Reservation(String persistenceId, String mark) {}

    /** The answer to who asks for values. */
    public sealed interface Answer {

        /** All of them are kept for the stream. */
        record Kept() implements Answer {}

        /** None is kept, as another stream holds one of them. */
        record Held(String name, String persistenceId) implements Answer {}

        /** None is kept, as one of them is kept for another stream, or for this one since before. */
        record KeptFor(String name, Reservation reservation) implements Answer {}

        /** None is kept, as who had one of them has just gone on. */
        record Changed() implements Answer {}
    }

    /**
     * Keeps all values for a stream that it would take, or none of them.
     *
     * @param mark what its events are to be stored with
     */
    public Answer keep(String persistenceId, Claimed claimed, String mark) {
        List<ClaimChange> takes = claimed.changes().stream()
                .filter(change -> change.code().isPresent())
                .sorted(Comparator.comparing(ClaimChange::name))
                .toList();
        return transactions.run(statements -> {
            Definitions definitions = Definitions.shared(statements, database.kind());
            for (ClaimChange each : takes) {
                Optional<Answer> refused = keep(statements, definitions, persistenceId, each, claimed.from(), mark);
                if (refused.isPresent()) {
                    withdraw(statements, mark);
                    return refused.get();
                }
            }
            return new Answer.Kept();
        });
    }

    /** The holder is looked up after the value is kept: whatever comes then waits for this transaction. */
    private static Optional<Answer> keep(
            Statements statements,
            Definitions definitions,
            String persistenceId,
            ClaimChange taken,
            List<String> from,
            String mark)
            throws SQLException {
        String code = taken.code().orElseThrow();
        int kept = statements.update(
                "INSERT INTO claim_reservation (name, code, persistence_id, mark) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                taken.name(),
                code,
                persistenceId,
                mark);
        if (kept == 0) {
            return Optional.of(of(statements, taken.name(), code)
                    .<Answer>map(reservation -> new Answer.KeptFor(taken.name(), reservation))
                    .orElseGet(Answer.Changed::new));
        }
        if (!definitions.isBuilt(taken.name(), persistenceId)) {
            return Optional.empty();
        }
        List<String> own =
                Stream.concat(Stream.of(persistenceId), from.stream()).toList();
        Optional<String> other =
                ClaimWriter.holder(statements, taken.name(), code).filter(holder -> !own.contains(holder));
        return other.isEmpty() || ClaimWriter.isNoted(statements, taken.name(), code, own)
                ? Optional.empty()
                : Optional.of(new Answer.Held(taken.name(), other.get()));
    }

    private static Optional<Reservation> of(Statements statements, String name, String code) throws SQLException {
        return statements
                .select(
                        "SELECT persistence_id, mark FROM claim_reservation WHERE name = ? AND code = ?",
                        row -> new Reservation(row.getString(1), row.getString(2)),
                        name,
                        code)
                .stream()
                .findFirst();
    }

    /** Returns for which stream a value is kept, if it is for one. */
    public Optional<Reservation> of(String name, String code) {
        return transactions.run(statements -> of(statements, name, code));
    }

    /** Returns what is kept, at most so many. */
    public List<Reservation> all(int most) {
        return new Select<>(
                        "SELECT DISTINCT persistence_id, mark FROM claim_reservation LIMIT ?",
                        select -> select.setInt(1, most),
                        row -> new Reservation(row.getString(1), row.getString(2)))
                .from(database.pool());
    }

    /** Keeps no longer what was kept for events that are not stored and never will be. */
    public void withdraw(String mark) {
        transactions.run(statements -> withdraw(statements, mark));
    }

    private static int withdraw(Statements statements, String mark) throws SQLException {
        return statements.update("DELETE FROM claim_reservation WHERE mark = ?", mark);
    }

    /**
     * Writes what a stream holds by events that are stored; those whose changes are written already change nothing.
     *
     * @param marks of that stream, in the order of their events, with none left out that is not written yet
     */
    public void settle(String persistenceId, List<ClaimMark> marks) {
        transactions.run(statements -> {
            Definitions definitions = Definitions.shared(statements, database.kind());
            long settled = Settled.locked(statements, persistenceId);
            for (ClaimMark each : marks) {
                if (each.version() > settled) {
                    writer.settle(statements, definitions, new ClaimRow(persistenceId, each.claimed()));
                    settled = each.version();
                }
                withdraw(statements, each.id());
            }
            return Settled.note(statements, persistenceId, settled);
        });
    }
}
