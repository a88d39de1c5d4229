package dev.recount.http.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.http.Problem;
import dev.recount.http.ProblemException;
import dev.recount.view.query.Column;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of columns, as they stand in queries and answers. */
final class Cells {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Cells() {}

    /**
     * Reads a value of a column.
     *
     * @param parameter the parameter that holds it
     * @throws ProblemException if it is none; names the parameter
     */
    static Object read(String parameter, Column column, String text) {
        try {
            return switch (column.type()) {
                case TEXT -> text.replace('\0', '\uFFFD');
                case BOOLEAN -> bool(text);
                case INTEGER -> Integer.valueOf(text);
                case BIGINT -> Long.valueOf(text);
                case DOUBLE -> decimal(text).doubleValue();
                case DECIMAL -> decimal(text);
                case INSTANT -> instant(text);
                case DATE -> LocalDate.parse(text);
                case UUID -> UUID.fromString(text);
                case JSON ->
                    throw new ProblemException(
                            Problem.malformed(parameter + ": " + column.name() + " is JSON, which cannot be searched"));
            };
        } catch (IllegalArgumentException | DateTimeException unfit) {
            throw new ProblemException(
                    Problem.malformed(parameter + ": must be " + column.type().form()));
        }
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(text);
    }

    private static Instant instant(String text) {
        Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException(text);
        }
        return instant;
    }

    /** Writes a value into a document. */
    static void write(ObjectNode document, Column column, @Nullable Object value) {
        switch (value) {
            case null -> document.putNull(column.name());
            case Boolean bool -> document.put(column.name(), bool);
            case Integer number -> document.put(column.name(), number);
            case Long number -> document.put(column.name(), number);
            case Double number -> document.put(column.name(), number);
            case BigDecimal number -> document.putRawValue(column.name(), new RawValue(number.toPlainString()));
            default -> {
                switch (column.type()) {
                    case JSON -> document.putRawValue(column.name(), new RawValue(value.toString()));
                    default -> document.put(column.name(), value.toString());
                }
            }
        }
    }

    /** Reads a value that a cursor holds. */
    static @Nullable Object fromCursor(Column column, JsonNode value) {
        return value.isNull() ? null : read("after", column, value.asText());
    }
}
