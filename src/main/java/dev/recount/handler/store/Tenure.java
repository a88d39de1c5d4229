package dev.recount.handler.store;

import dev.recount.database.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The time during which one node works for a handler. A node that was cut off may not know yet that another has taken
 * over.
 *
 * @param number of all tenures of the handler, the one that counts is that of the highest number
 */
public record Tenure(String handler, long number) {

    /**
     * Makes sure, until a transaction ends, that nobody else has taken over.
     *
     * @throws SQLException if somebody has
     */
    void require(Connection connection) throws SQLException {
        int held = new Statements(connection)
                .update("UPDATE handler_tenure SET tenure = tenure WHERE handler = ? AND tenure = ?", handler, number);
        if (held != 1) {
            throw new SQLException("another node has taken over " + handler);
        }
    }
}
