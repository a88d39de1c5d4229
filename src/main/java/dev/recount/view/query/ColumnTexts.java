package dev.recount.view.query;

import dev.recount.json.text.WholeUuid;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/** The values of columns as the texts of questions. */
final class ColumnTexts {

    /** As many digits as a request has room for: whatever a row holds can be asked for. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,2000}(\\.[0-9]{1,2000})?");

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    private static final Pattern ANY_WHOLE = Pattern.compile("-?[0-9]{1,2000}");

    private ColumnTexts() {}

    /**
     * Reads a value of a column.
     *
     * @param part the part of the question that holds it
     * @throws UnfitQuestionException if it is none
     */
    static Object read(String part, Column column, String text) {
        if (column.type() == ColumnType.JSON) {
            throw new UnfitQuestionException(part, column.name() + " is JSON, which cannot be searched");
        }
        try {
            Object value = value(column, text);
            if (ColumnType.holds(value)) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw unfit(part, column);
        }
        throw unfit(part, column);
    }

    private static UnfitQuestionException unfit(String part, Column column) {
        return new UnfitQuestionException(part, "must be " + column.form());
    }

    private static Object value(Column column, String text) {
        return switch (column.type()) {
            case TEXT -> text.replace('\0', '\uFFFD');
            case BOOLEAN -> bool(text);
            case INTEGER -> Integer.valueOf(matching(WHOLE, text));
            case BIGINT -> Long.valueOf(matching(WHOLE, text));
            case WHOLE -> new BigDecimal(matching(ANY_WHOLE, text));
            case DOUBLE -> decimal(text).doubleValue();
            case DECIMAL -> decimal(text);
            case INSTANT -> Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text).truncatedTo(ChronoUnit.MICROS);
            case DATE_TIME -> LocalDateTime.parse(text).truncatedTo(ChronoUnit.MICROS);
            case DURATION -> Duration.parse(text);
            case UUID -> WholeUuid.parse(text);
            case ENUM -> oneOf(column.names(), text);
            case YEAR_MONTH, MONTH_DAY, PERIOD, ZONE, CURRENCY, LOCALE ->
                column.type().normal(text);
            case JSON -> throw new IllegalArgumentException(text);
        };
    }

    private static String oneOf(List<String> names, String text) {
        if (!names.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
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
}
