package dev.recount.view.table;

import dev.recount.view.query.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The names of the tables of a view in SQL; no name of a view has an underscore, or two hyphens side by side, so they
 * never meet another's.
 *
 * @param schema the schema of the tables
 * @param current the name of the table that holds what is, without its schema
 * @param published the name under which people find what is, whichever table that is
 */
public record TableNames(String schema, String current, String published) {

    /** The schema of all tables of views. */
    public static final String SCHEMA = "views";

    /** Returns the names of the tables of a generation. */
    public static TableNames of(String view, int generation) {
        return new TableNames(SCHEMA, base(view) + "__" + generation, base(view));
    }

    /** Returns the names of the tables of a view in a schema where there is one building of it. */
    public static TableNames in(String schema, String view) {
        return new TableNames(schema, base(view), base(view));
    }

    private static String base(String view) {
        return view.replace('-', '_');
    }

    /** Returns the name of the table that holds what was, without its schema. */
    public String history() {
        return current + "__history";
    }

    /** Returns the name of an index of what is, counted from 0. */
    String index(int index) {
        return current + "__index_" + (index + 1);
    }

    /** Returns the name under which people find what was, whichever generation is live. */
    String publishedHistory() {
        return published + "__history";
    }

    String quoted(String table) {
        return schema + ".\"" + table + '"';
    }

    static String list(List<Column> columns) {
        return columns.stream().map(TableNames::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(Column column) {
        return '"' + column.sqlName() + '"';
    }
}
