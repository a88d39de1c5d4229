package dev.recount.view.table;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.recount.view.query.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The conversion of the values of one type of component to those of a column, and back.
 *
 * @param type the type of the column
 * @param toColumn makes the column's value
 * @param fromColumn makes the component's value
 */
record Conversion(ColumnType type, UnaryOperator<Object> toColumn, UnaryOperator<Object> fromColumn) {

    private static final Map<Class<?>, ColumnType> AS_THEY_ARE = Map.ofEntries(
            Map.entry(String.class, ColumnType.TEXT),
            Map.entry(boolean.class, ColumnType.BOOLEAN),
            Map.entry(Boolean.class, ColumnType.BOOLEAN),
            Map.entry(int.class, ColumnType.INTEGER),
            Map.entry(Integer.class, ColumnType.INTEGER),
            Map.entry(long.class, ColumnType.BIGINT),
            Map.entry(Long.class, ColumnType.BIGINT),
            Map.entry(double.class, ColumnType.DOUBLE),
            Map.entry(Double.class, ColumnType.DOUBLE),
            Map.entry(BigDecimal.class, ColumnType.DECIMAL),
            Map.entry(LocalDate.class, ColumnType.DATE),
            Map.entry(UUID.class, ColumnType.UUID));

    /** Types of the JDK whose JSON form is a text. */
    private static final Set<Class<?>> TEXTS = Set.of(
            java.time.LocalTime.class,
            java.time.LocalDateTime.class,
            java.time.YearMonth.class,
            java.time.MonthDay.class,
            java.time.Duration.class,
            java.time.Period.class,
            java.time.ZoneId.class,
            java.util.Currency.class,
            java.util.Locale.class);

    /** Returns the conversion for a type of component. */
    static Conversion of(Type component, ObjectMapper mapper) {
        if (component == Instant.class) {
            return new Conversion(
                    ColumnType.INSTANT,
                    value -> ((Instant) value).truncatedTo(ChronoUnit.MICROS),
                    UnaryOperator.identity());
        }
        if (component instanceof Class<?> plain) {
            ColumnType type = AS_THEY_ARE.get(plain);
            if (type != null) {
                return new Conversion(type, UnaryOperator.identity(), UnaryOperator.identity());
            }
            if (plain.isEnum() || TEXTS.contains(plain)) {
                return text(plain, mapper);
            }
        }
        return json(component, mapper);
    }

    private static Conversion text(Class<?> type, ObjectMapper mapper) {
        ObjectWriter writer = mapper.writerFor(type);
        ObjectReader reader = mapper.readerFor(type);
        return new Conversion(
                ColumnType.TEXT,
                value -> attempt(() -> mapper.readValue(writer.writeValueAsString(value), String.class)),
                text -> attempt(() -> reader.readValue(mapper.writeValueAsString(text))));
    }

    private static Conversion json(Type type, ObjectMapper mapper) {
        JavaType known = mapper.constructType(type);
        ObjectWriter writer = mapper.writerFor(known);
        ObjectReader reader = mapper.readerFor(known);
        return new Conversion(
                ColumnType.JSON,
                value -> attempt(() -> writer.writeValueAsString(value)),
                json -> attempt(() -> reader.readValue((String) json)));
    }

    @FunctionalInterface
    private interface Attempt {
        Object make() throws IOException;
    }

    private static Object attempt(Attempt attempt) {
        try {
            return attempt.make();
        } catch (IOException unfit) {
            throw new UncheckedIOException(unfit);
        }
    }
}
