package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.json.text.WholeUuid;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of columns, as they stand in queries and answers. */
final class Cells {

    /** As many digits as a request has room for: whatever a row holds can be asked for. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,2000}(\\.[0-9]{1,2000})?");

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    private Cells() {}

    /**
     * Reads a value of a column.
     *
     * @param parameter the parameter that holds it
     * @throws ProblemException if it is none; names the parameter
     */
    static Object read(String parameter, Column column, String text) {
        try {
            Object value = switch (column.type()) {
                case TEXT -> text.replace('\0', '\uFFFD');
                case BOOLEAN -> bool(text);
                case INTEGER -> Integer.valueOf(matching(WHOLE, text));
                case BIGINT -> Long.valueOf(matching(WHOLE, text));
                case DOUBLE -> decimal(text).doubleValue();
                case DECIMAL -> decimal(text);
                case INSTANT -> Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
                case DATE -> LocalDate.parse(text);
                case UUID -> WholeUuid.parse(text);
                case JSON ->
                    throw new ProblemException(
                            Problem.malformed(parameter + ": " + column.name() + " is JSON, which cannot be searched"));
            };
            if (ColumnType.holds(value)) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw unfit(parameter, column);
        }
        throw unfit(parameter, column);
    }

    private static ProblemException unfit(String parameter, Column column) {
        return new ProblemException(
                Problem.malformed(parameter + ": must be " + column.type().form()));
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(matching(DECIMAL, text));
    }

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
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
}
