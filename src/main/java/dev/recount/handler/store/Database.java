package dev.recount.handler.store;

import dev.recount.journal.jdbc.JournalException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs transactions, each whole or not at all. */
final class Database {

    private final DataSource pool;

    Database(DataSource pool) {
        this.pool = pool;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Body<T> {
        T run(Statements statements) throws SQLException;
    }

    <T> T transaction(Body<T> body) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = body.run(new Statements(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new JournalException("what handlers remember cannot be reached: " + failure.getMessage(), failure);
        }
    }
}
