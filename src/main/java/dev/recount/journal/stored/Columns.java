package dev.recount.journal.stored;

import dev.recount.database.sql.Select;
import javax.sql.DataSource;

/** The columns of a journal that is read as it is, which may be of a time when there were fewer. */
final class Columns {

    private Columns() {}

    /** Tells whether a table has a column. Blocks. */
    static boolean are(DataSource database, String table, String column) {
        return !new Select<>(
                        "SELECT 1 FROM information_schema.columns WHERE table_name = ? AND column_name = ?",
                        select -> {
                            select.setString(1, table);
                            select.setString(2, column);
                        },
                        row -> row.getInt(1))
                .from(database)
                .isEmpty();
    }
}
