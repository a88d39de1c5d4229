package dev.recount.bench.sql.insert;

import dev.recount.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One statement for all rows, with an array for each column. */
public final class ArrayInsert implements Insert {

    private final String sql;
    private final String text;
    private final String bytes;

    public ArrayInsert(DatabaseKind kind) {
        boolean isPostgres = kind == DatabaseKind.POSTGRESQL;
        this.text = isPostgres ? "text" : "VARCHAR";
        this.bytes = isPostgres ? "bytea" : "VARBINARY";
        this.sql = "INSERT INTO event_journal " + BenchRow.COLUMNS + " SELECT given.*, " + BenchRow.CONSTANTS
                + " FROM UNNEST("
                + String.join(
                        ", ",
                        array(text, isPostgres),
                        array("bigint", isPostgres),
                        array(bytes, isPostgres),
                        array(bytes, isPostgres))
                + ") given";
    }

    private static String array(String type, boolean isPostgres) {
        return isPostgres ? "?::" + type + "[]" : "CAST(? AS " + type + " ARRAY)";
    }

    @Override
    public void insert(Connection connection, List<BenchRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            text, rows.stream().map(BenchRow::persistenceId).toArray(String[]::new)));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            rows.stream().map(BenchRow::sequenceNumber).toArray(Long[]::new)));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            bytes, rows.stream().map(BenchRow::payload).toArray(byte[][]::new)));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            bytes, rows.stream().map(BenchRow::hash).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }
}
