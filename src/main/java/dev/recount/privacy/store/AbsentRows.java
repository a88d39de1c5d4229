package dev.recount.privacy.store;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that are inserted where there is none of their key.
 *
 * @param table the table, as a statement names it
 */
public record AbsentRows(DatabaseKind kind, String table, List<String> columns) {

    private static final String DUPLICATE = "23505";

    /** Inserts a row, and tells whether there was none; who inserts the same one meanwhile is waited for. */
    public boolean insert(Statements statements, @Nullable Object... values) throws SQLException {
        String insertion = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        return switch (kind) {
            case H2 -> insertInH2(statements, insertion, values);
            case POSTGRESQL -> statements.update(insertion + " ON CONFLICT DO NOTHING", values) == 1;
        };
    }

    /** In H2, a refused statement leaves its transaction as it was. */
    private static boolean insertInH2(Statements statements, String insertion, @Nullable Object... values)
            throws SQLException {
        try {
            return statements.update(insertion, values) == 1;
        } catch (SQLException refused) {
            if (DUPLICATE.equals(refused.getSQLState())) {
                return false;
            }
            throw refused;
        }
    }
}
