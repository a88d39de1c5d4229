package dev.recount.view.table;

import dev.recount.database.DatabaseKind;
import dev.recount.view.query.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of columns in SQL: how they are declared, written and read. */
public final class ColumnValues {

    private static final int NANO_DIGITS = 9;

    private ColumnValues() {}

    /**
     * Returns the SQL type of a column. Texts are compared by their code points, whatever the language of the database.
     */
    static String sqlType(ColumnType type, DatabaseKind kind) {
        boolean isH2 = kind == DatabaseKind.H2;
        return switch (type) {
            case TEXT, YEAR_MONTH, MONTH_DAY, PERIOD, ZONE, CURRENCY, LOCALE, ENUM ->
                isH2 ? "VARCHAR" : "TEXT COLLATE \"C\"";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL, WHOLE, DURATION -> isH2 ? "DECFLOAT" : "NUMERIC";
            case INSTANT -> "TIMESTAMP(6) WITH TIME ZONE";
            case DATE -> "DATE";
            case TIME -> "TIME(6)";
            case DATE_TIME -> "TIMESTAMP(6)";
            case UUID -> "UUID";
            case JSON -> "JSON";
        };
    }

    /** Returns what stands for a value of this type in a statement. */
    static String parameter(ColumnType type, DatabaseKind kind) {
        if (type != ColumnType.JSON) {
            return "?";
        }
        return kind == DatabaseKind.H2 ? "? FORMAT JSON" : "CAST(? AS JSON)";
    }

    static void bind(PreparedStatement statement, int parameter, ColumnType type, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(parameter, type == ColumnType.JSON ? Types.VARCHAR : Types.NULL);
            // PostgreSQL has no character 0, and an event that holds one must not stop a view.
            case String text -> statement.setString(parameter, text.replace('\0', '\uFFFD'));
            case Instant instant -> statement.setObject(parameter, instant.atOffset(ZoneOffset.UTC));
            case Duration duration -> statement.setObject(parameter, seconds(duration));
            default -> statement.setObject(parameter, value);
        }
    }

    static @Nullable Object read(ResultSet row, int column, ColumnType type) throws SQLException {
        return switch (type) {
            case TEXT, YEAR_MONTH, MONTH_DAY, PERIOD, ZONE, CURRENCY, LOCALE, ENUM, JSON -> row.getString(column);
            case BOOLEAN -> row.getObject(column, Boolean.class);
            case INTEGER -> row.getObject(column, Integer.class);
            case BIGINT -> row.getObject(column, Long.class);
            case DOUBLE -> row.getObject(column, Double.class);
            case DECIMAL, WHOLE -> row.getObject(column, BigDecimal.class);
            case DURATION -> duration(row.getObject(column, BigDecimal.class));
            case INSTANT -> instant(row, column);
            case DATE -> row.getObject(column, LocalDate.class);
            case TIME -> row.getObject(column, LocalTime.class);
            case DATE_TIME -> row.getObject(column, LocalDateTime.class);
            case UUID -> row.getObject(column, UUID.class);
        };
    }

    /** Returns a duration as its seconds. */
    public static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS));
    }

    /** Returns the duration of some seconds; none of none. */
    public static @Nullable Duration duration(@Nullable BigDecimal seconds) {
        if (seconds == null) {
            return null;
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Duration.ofSeconds(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(NANO_DIGITS).longValueExact());
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * Tells whether two values are the same, for numbers whatever their trailing zeros, which not every database keeps.
     */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return java.util.Objects.equals(one, other);
    }
}
