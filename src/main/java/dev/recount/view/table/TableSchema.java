package dev.recount.view.table;

import static dev.recount.view.table.TableNames.list;
import static dev.recount.view.table.TableNames.quoted;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.view.query.Column;
import dev.recount.view.query.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes and drops the tables of a generation. Each step can be done again after it was broken off. */
public final class TableSchema {

    private static final String VALID_FROM = "valid_from TIMESTAMP(6) WITH TIME ZONE NOT NULL";
    private static final String VALID_TO = "valid_to TIMESTAMP(6) WITH TIME ZONE NOT NULL";
    private static final String OF_STREAM = ", of_stream VARCHAR NOT NULL";

    /**
     * Somebody who reads the tables with SQL, in a transaction without end, must not hold up the server; and a
     * transaction that waits holds back every reader of the log.
     */
    private static final int LOCK_TIMEOUT_MS = 100;

    private final DatabaseKind kind;

    public TableSchema(DatabaseKind kind) {
        this.kind = kind;
    }

    /** Makes the tables of a generation, where they are not there yet. */
    public void create(Connection connection, TableNames names, Shape shape, List<List<String>> indexes)
            throws SQLException {
        String columns = shape.columns().stream().map(this::declared).collect(Collectors.joining(", "));
        String key = list(shape.keyColumns());
        String stream = shape.byStream() ? OF_STREAM : "";
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE IF NOT EXISTS " + names.quoted(names.current()) + " (" + columns + ", "
                + VALID_FROM + stream + ", PRIMARY KEY (" + key + "))");
        for (int i = 0; i < indexes.size(); i++) {
            List<Column> indexed = indexes.get(i).stream()
                    .map(name -> shape.find(name).orElseThrow())
                    .toList();
            statements.add("CREATE INDEX IF NOT EXISTS \"" + names.index(i) + "\" ON " + names.quoted(names.current())
                    + " (" + list(indexed) + ")");
        }
        if (shape.history()) {
            statements.add("CREATE TABLE IF NOT EXISTS " + names.quoted(names.history()) + " (" + columns + ", "
                    + VALID_FROM + ", " + VALID_TO + stream + ", PRIMARY KEY (" + key + ", valid_from))");
        }
        if (shape.byStream()) {
            statements.add(indexOfStreams(names, names.current(), "__of_stream", "of_stream"));
            if (shape.history()) {
                statements.add(
                        indexOfStreams(names, names.history(), "__were_of_stream", "of_stream, valid_to, valid_from"));
            }
        }
        execute(connection, statements);
    }

    /**
     * Makes room for texts of any length: a sorted index of PostgreSQL holds about 2,700 bytes a row. Where it has a
     * text, rows are found by the hash of that instead, and sorted when they are asked for.
     *
     * @return whether there was such an index
     */
    public boolean makeRoom(Statements statements, TableNames names, Shape shape, List<List<String>> indexes)
            throws SQLException {
        if (kind != DatabaseKind.POSTGRESQL) {
            return false;
        }
        List<SortedIndex> sorted = SortedIndex.withTexts(names, shape, indexes);
        boolean any = false;
        for (SortedIndex index : sorted) {
            any |= index.exists(statements);
        }
        if (any) {
            execute(
                    statements.connection(),
                    sorted.stream()
                            .flatMap(index -> index.replacement().stream())
                            .toList());
        }
        return any;
    }

    private static String indexOfStreams(TableNames names, String table, String suffix, String columns) {
        return "CREATE INDEX IF NOT EXISTS \"" + names.current() + suffix + "\" ON " + names.quoted(table) + " ("
                + columns + ")";
    }

    private String declared(Column column) {
        return quoted(column) + " " + ColumnValues.sqlType(column.type(), kind)
                + (column.nullable() ? "" : " NOT NULL");
    }

    /** Lets the published names stand for this generation, in place of another of these columns. */
    public void replace(Connection connection, TableNames names, Shape shape) throws SQLException {
        execute(connection, publishing("CREATE OR REPLACE VIEW ", names, shape));
    }

    /** Lets the published names stand for this generation, whatever they stood for. */
    public void publish(Connection connection, TableNames names, Shape shape) throws SQLException {
        var statements = new ArrayList<String>();
        published(names, shape).keySet().forEach(name -> statements.add(dropped(names, name)));
        statements.addAll(publishing("CREATE VIEW ", names, shape));
        execute(connection, statements);
    }

    /** Lets no published name stand for what was. */
    public void withdrawHistory(Connection connection, TableNames names) throws SQLException {
        execute(connection, List.of(dropped(names, names.publishedHistory())));
    }

    private static String dropped(TableNames names, String published) {
        return "DROP VIEW IF EXISTS " + names.quoted(published);
    }

    private static List<String> publishing(String create, TableNames names, Shape shape) {
        return published(names, shape).entrySet().stream()
                .map(each ->
                        create + names.quoted(each.getKey()) + " AS SELECT * FROM " + names.quoted(each.getValue()))
                .toList();
    }

    private static Map<String, String> published(TableNames names, Shape shape) {
        return shape.history()
                ? Map.of(names.published(), names.current(), names.publishedHistory(), names.history())
                : Map.of(names.published(), names.current());
    }

    /** Drops the tables of a generation. */
    public void drop(Connection connection, TableNames names) throws SQLException {
        execute(
                connection,
                List.of(
                        "DROP TABLE IF EXISTS " + names.quoted(names.current()),
                        "DROP TABLE IF EXISTS " + names.quoted(names.history())));
    }

    private void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (kind == DatabaseKind.POSTGRESQL) {
                statement.execute("SET LOCAL lock_timeout = " + LOCK_TIMEOUT_MS);
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
