package dev.recount.database.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A query with what its rows are made into.
 *
 * @param sql the query, with a {@code ?} for each value that the binding sets
 */
public record Select<T>(String sql, Binding binding, Mapping<T> mapping) {

    /** Sets the values of a query. */
    @FunctionalInterface
    public interface Binding {
        void bind(PreparedStatement select) throws SQLException;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Mapping<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * Runs the query.
     *
     * @throws DatabaseException if the database cannot answer it
     */
    public List<T> from(DataSource database) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            binding.bind(select);
            var found = new ArrayList<T>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(mapping.map(rows));
                }
            }
            return found;
        } catch (SQLException unreadable) {
            throw new DatabaseException("the journal cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
