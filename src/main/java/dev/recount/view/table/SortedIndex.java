package dev.recount.view.table;

import static dev.recount.view.table.TableNames.quoted;

import dev.recount.database.sql.Statements;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.Shape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A sorted index of PostgreSQL with texts among its columns, which it can hold only up to a length.
 *
 * @param names the names of the tables that it may belong to
 * @param table the name of its table
 * @param name its own
 * @param isKey whether it is that of the primary key
 * @param texts the texts
 */
record SortedIndex(TableNames names, String table, String name, boolean isKey, List<Column> texts) {

    /** Returns those of a generation's tables. */
    static List<SortedIndex> withTexts(TableNames names, Shape shape, List<List<String>> indexes) {
        var all = new ArrayList<SortedIndex>();
        all.add(key(names, names.current(), shape));
        if (shape.history()) {
            all.add(key(names, names.history(), shape));
        }
        for (int i = 0; i < indexes.size(); i++) {
            List<Column> columns = indexes.get(i).stream()
                    .map(column -> shape.find(column).orElseThrow())
                    .toList();
            all.add(new SortedIndex(names, names.current(), names.index(i), false, texts(columns)));
        }
        all.removeIf(index -> index.texts.isEmpty());
        return all;
    }

    private static SortedIndex key(TableNames names, String table, Shape shape) {
        return new SortedIndex(names, table, table + "_pkey", true, texts(shape.keyColumns()));
    }

    private static List<Column> texts(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.type() == ColumnType.TEXT)
                .toList();
    }

    boolean exists(Statements statements) throws SQLException {
        return statements
                .select("SELECT to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), names.quoted(name))
                .getFirst();
    }

    /** Returns the statements that put hashes of the texts in its place. */
    List<String> replacement() {
        var statements = new ArrayList<String>();
        statements.add(
                isKey
                        ? "ALTER TABLE " + names.quoted(table) + " DROP CONSTRAINT IF EXISTS \"" + name + '"'
                        : "DROP INDEX IF EXISTS " + names.quoted(name));
        for (Column text : texts) {
            statements.add("CREATE INDEX ON " + names.quoted(table) + " USING hash (" + quoted(text) + ")");
        }
        return statements;
    }
}
