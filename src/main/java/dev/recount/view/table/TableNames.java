package dev.recount.view.table;

import dev.recount.view.query.Column;
import java.util.List;
import java.util.stream.Collectors;

/** The names of a generation's tables in SQL; no name of a view has an underscore, so they never meet another's. */
public record TableNames(String view, int generation) {

    /** The schema of all tables of views. */
    public static final String SCHEMA = "views";

    private String base() {
        return view.replace('-', '_');
    }

    /** Returns the name of the table that holds what is, without its schema. */
    public String current() {
        return base() + "__" + generation;
    }

    /** Returns the name of the table that holds what was, without its schema. */
    public String history() {
        return current() + "__history";
    }

    /** Returns the name of an index of what is, counted from 0. */
    String index(int index) {
        return current() + "__index_" + (index + 1);
    }

    /** Returns the name under which people find what is, whichever generation is live. */
    String published() {
        return base();
    }

    /** Returns the name under which people find what was, whichever generation is live. */
    String publishedHistory() {
        return base() + "__history";
    }

    static String quoted(String table) {
        return SCHEMA + ".\"" + table + "\"";
    }

    static String list(List<Column> columns) {
        return columns.stream().map(TableNames::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(Column column) {
        return '"' + column.sqlName() + '"';
    }
}
