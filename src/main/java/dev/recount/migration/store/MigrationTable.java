package dev.recount.migration.store;

import dev.recount.database.Database;
import dev.recount.database.sql.Transactions;

/**
 * The notes about migrations in the home database; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database is away.
 */
public final class MigrationTable {

    private static final String BEGIN = """
            INSERT INTO migration_part (migration, journal, copied, caught_up)
            SELECT ?, CAST(? AS INTEGER), 0, FALSE WHERE NOT EXISTS (
                SELECT 1 FROM migration_part WHERE migration = ? AND journal = ?)""";

    private static final String SET_CAUGHT_UP = """
            UPDATE migration_part SET caught_up = ? WHERE migration = ? AND journal = ? AND EXISTS (
                SELECT 1 FROM migration_part WHERE migration = ? AND NOT caught_up)""";

    private final Transactions database;
    private final int journals;

    public MigrationTable(Database home, int journals) {
        this.database = new Transactions(home.pool(), "what is noted of migrations cannot be reached");
        this.journals = journals;
    }

    /** Notes that a migration has begun, unless it has begun before. */
    public void begin(String migration) {
        database.run(statements -> {
            for (int journal = 0; journal < journals; journal++) {
                statements.update(BEGIN, migration, journal + 1, migration, journal + 1);
            }
            return migration;
        });
    }

    /** Tells whether a migration has begun. */
    public boolean hasBegun(String migration) {
        return count("SELECT COUNT(*) FROM migration_part WHERE migration = ?", migration) > 0;
    }

    /** Notes that a migration has come to the end of a journal's log. */
    public void catchUp(String migration, int journal) {
        setCaughtUp(migration, journal, true);
    }

    /** Notes that a migration is behind the end of a journal's log again, unless it has caught up with all others. */
    public void fallBehind(String migration, int journal) {
        setCaughtUp(migration, journal, false);
    }

    private void setCaughtUp(String migration, int journal, boolean caughtUp) {
        database.run(statements -> {
            statements.select(
                    "SELECT journal FROM migration_part WHERE migration = ? ORDER BY journal FOR UPDATE",
                    row -> row.getInt(1),
                    migration);
            return statements.update(SET_CAUGHT_UP, caughtUp, migration, journal + 1, migration);
        });
    }

    /** Tells whether a migration has come to the end of the logs of all journals. */
    public boolean hasCaughtUp(String migration) {
        return count("SELECT COUNT(*) FROM migration_part WHERE caught_up AND migration = ?", migration) == journals;
    }

    /** Adds to the number of events that a migration has copied. */
    public void addCopied(String migration, int journal, long events) {
        database.run(statements -> statements.update(
                "UPDATE migration_part SET copied = copied + ? WHERE migration = ? AND journal = ?",
                events,
                migration,
                journal + 1));
    }

    /** Returns about how many events a migration has copied. */
    public long copied(String migration) {
        return count("SELECT COALESCE(SUM(copied), 0) FROM migration_part WHERE migration = ?", migration);
    }

    private long count(String sql, String migration) {
        return database.run(statements -> statements.select(sql, row -> row.getLong(1), migration))
                .getFirst();
    }
}
