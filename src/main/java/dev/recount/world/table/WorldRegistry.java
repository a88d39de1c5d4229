package dev.recount.world.table;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The list of the worlds that there are, which the nodes of a cluster share. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class WorldRegistry {

    private static final String PROBLEM = "the worlds cannot be read or changed";

    private final Transactions database;
    private final Transactions schemas;

    public WorldRegistry(Database database) {
        this.database = new Transactions(database.pool(), PROBLEM);
        this.schemas = database.schemaChanges(PROBLEM);
    }

    /**
     * A world on the list.
     *
     * @param owner the node that computes it, or has
     * @param created when it was asked for
     * @param running whether it is being computed
     * @param unwanted whether somebody has said that it is to go
     * @param told what is told of it, as JSON
     */
    public record Entry(long number, String owner, Instant created, boolean running, boolean unwanted, String told) {}

    /** Adds a world, and returns its number. */
    public long add(String owner, Instant created) {
        return database.run(statements -> {
            statements.update("UPDATE world_number SET last_number = last_number + 1");
            long number = statements
                    .select("SELECT last_number FROM world_number", row -> row.getLong(1))
                    .getFirst();
            statements.update(
                    "INSERT INTO world (number, owner, created, running, unwanted, told)"
                            + " VALUES (?, ?, ?, TRUE, FALSE, '{}')",
                    number,
                    owner,
                    created.atOffset(ZoneOffset.UTC));
            return number;
        });
    }

    /** Changes what is told of a world; tells whether it is still wanted. */
    public boolean tell(long number, boolean running, String told) {
        return database.run(statements -> statements.update(
                        "UPDATE world SET running = ?, told = ? WHERE number = ? AND NOT unwanted",
                        running,
                        told,
                        number))
                > 0;
    }

    /** Notes that a world is to go. */
    public void unwant(long number) {
        database.run(statements -> statements.update("UPDATE world SET unwanted = TRUE WHERE number = ?", number));
    }

    /** Returns a world, if it is on the list. */
    public Optional<Entry> find(long number) {
        return database
                .run(statements ->
                        statements.select("SELECT * FROM world WHERE number = ?", WorldRegistry::read, number))
                .stream()
                .findFirst();
    }

    /** Returns all worlds, the oldest first. */
    public List<Entry> all() {
        return database.run(
                statements -> statements.select("SELECT * FROM world ORDER BY number", WorldRegistry::read));
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("number"),
                row.getString("owner"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getBoolean("running"),
                row.getBoolean("unwanted"),
                row.getString("told"));
    }

    /** Drops a world's schema, and then takes it off the list: after a kill in between, it is there to be dropped. */
    public void drop(long number) {
        schemas.run(statements -> {
            new WorldSchema(number).drop(statements);
            return number;
        });
        forget(number);
    }

    private void forget(long number) {
        database.run((Statements statements) -> statements.update("DELETE FROM world WHERE number = ?", number));
    }
}
