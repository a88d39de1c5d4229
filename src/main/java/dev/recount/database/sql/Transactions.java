package dev.recount.database.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import javax.sql.DataSource;

/**
 * Runs transactions, each whole or not at all.
 *
 * @param problem what is said when one fails, before the database's own words
 * @param turns held by each while it runs, where they have to come one after another
 */
public record Transactions(DataSource database, String problem, Optional<Lock> turns) {

    /** Transactions that run beside each other. */
    public Transactions(DataSource database, String problem) {
        this(database, problem, Optional.empty());
    }

    /** The statements of one transaction, and the result that they come to. */
    @FunctionalInterface
    public interface Body<T> {
        T run(Statements statements) throws SQLException;
    }

    /**
     * Runs a transaction, and commits it if nothing fails.
     *
     * @throws DatabaseException if the database cannot carry it out; it is rolled back then
     */
    public <T> T run(Body<T> body) {
        return runInTurn(body, Connection.TRANSACTION_READ_COMMITTED);
    }

    /**
     * Runs a transaction of which all statements see what was committed at one moment.
     *
     * @throws DatabaseException if the database cannot carry it out; it is rolled back then
     */
    public <T> T runOnSnapshot(Body<T> body) {
        return runInTurn(body, Connection.TRANSACTION_REPEATABLE_READ);
    }

    private <T> T runInTurn(Body<T> body, int isolation) {
        turns.ifPresent(Lock::lock);
        try {
            return runNow(body, isolation);
        } finally {
            turns.ifPresent(Lock::unlock);
        }
    }

    private <T> T runNow(Body<T> body, int isolation) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
            try {
                T result = body.run(new Statements(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new DatabaseException(problem + ": " + failure.getMessage(), failure);
        }
    }
}
