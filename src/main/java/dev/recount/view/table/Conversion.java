package dev.recount.view.table;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.recount.json.text.TextForms;
import dev.recount.view.query.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The conversion of the values of one type of component to those of a column, and back.
 *
 * @param type the type of the column
 * @param toColumn makes the column's value
 * @param fromColumn makes the component's value
 */
record Conversion(ColumnType type, UnaryOperator<Object> toColumn, UnaryOperator<Object> fromColumn) {

    /** A float has fewer digits than a double has room for: its own are kept, not those of the nearest double. */
    private static final Conversion FLOAT = new Conversion(
            ColumnType.DECIMAL, value -> new BigDecimal(value.toString()), value -> ((BigDecimal) value).floatValue());

    private static final Map<Class<?>, Conversion> SCALARS = Map.ofEntries(
            Map.entry(String.class, asItIs(ColumnType.TEXT)),
            Map.entry(boolean.class, asItIs(ColumnType.BOOLEAN)),
            Map.entry(Boolean.class, asItIs(ColumnType.BOOLEAN)),
            Map.entry(byte.class, number(ColumnType.INTEGER, Number::intValue, Number::byteValue)),
            Map.entry(Byte.class, number(ColumnType.INTEGER, Number::intValue, Number::byteValue)),
            Map.entry(short.class, number(ColumnType.INTEGER, Number::intValue, Number::shortValue)),
            Map.entry(Short.class, number(ColumnType.INTEGER, Number::intValue, Number::shortValue)),
            Map.entry(int.class, asItIs(ColumnType.INTEGER)),
            Map.entry(Integer.class, asItIs(ColumnType.INTEGER)),
            Map.entry(long.class, asItIs(ColumnType.BIGINT)),
            Map.entry(Long.class, asItIs(ColumnType.BIGINT)),
            Map.entry(float.class, FLOAT),
            Map.entry(Float.class, FLOAT),
            Map.entry(double.class, asItIs(ColumnType.DOUBLE)),
            Map.entry(Double.class, asItIs(ColumnType.DOUBLE)),
            Map.entry(BigDecimal.class, asItIs(ColumnType.DECIMAL)),
            Map.entry(
                    BigInteger.class,
                    new Conversion(
                            ColumnType.WHOLE,
                            value -> new BigDecimal((BigInteger) value),
                            value -> ((BigDecimal) value).toBigIntegerExact())),
            Map.entry(
                    Year.class,
                    new Conversion(
                            ColumnType.INTEGER, value -> ((Year) value).getValue(), value -> Year.of((Integer) value))),
            Map.entry(
                    Instant.class,
                    new Conversion(
                            ColumnType.INSTANT,
                            value -> ((Instant) value).truncatedTo(ChronoUnit.MICROS),
                            UnaryOperator.identity())),
            Map.entry(
                    OffsetDateTime.class,
                    new Conversion(
                            ColumnType.INSTANT,
                            value -> ((OffsetDateTime) value).toInstant().truncatedTo(ChronoUnit.MICROS),
                            value -> ((Instant) value).atOffset(ZoneOffset.UTC))),
            Map.entry(LocalDate.class, asItIs(ColumnType.DATE)),
            Map.entry(
                    LocalTime.class,
                    new Conversion(
                            ColumnType.TIME,
                            value -> ((LocalTime) value).truncatedTo(ChronoUnit.MICROS),
                            UnaryOperator.identity())),
            Map.entry(
                    LocalDateTime.class,
                    new Conversion(
                            ColumnType.DATE_TIME,
                            value -> ((LocalDateTime) value).truncatedTo(ChronoUnit.MICROS),
                            UnaryOperator.identity())),
            Map.entry(Duration.class, asItIs(ColumnType.DURATION)),
            Map.entry(YearMonth.class, text(ColumnType.YEAR_MONTH, YearMonth.class)),
            Map.entry(MonthDay.class, text(ColumnType.MONTH_DAY, MonthDay.class)),
            Map.entry(Period.class, text(ColumnType.PERIOD, Period.class)),
            Map.entry(ZoneId.class, text(ColumnType.ZONE, ZoneId.class)),
            Map.entry(Currency.class, text(ColumnType.CURRENCY, Currency.class)),
            Map.entry(Locale.class, text(ColumnType.LOCALE, Locale.class)),
            Map.entry(UUID.class, asItIs(ColumnType.UUID)));

    /** Returns the conversion for a type of component. */
    static Conversion of(Type component, ObjectMapper mapper) {
        if (component instanceof Class<?> plain) {
            Conversion scalar = SCALARS.get(plain);
            if (scalar != null) {
                return scalar;
            } else if (plain.isEnum()) {
                return ofEnum(plain);
            }
        }
        return json(component, mapper);
    }

    private static Conversion asItIs(ColumnType type) {
        return new Conversion(type, UnaryOperator.identity(), UnaryOperator.identity());
    }

    private static Conversion number(ColumnType type, Function<Number, Object> to, Function<Number, Object> from) {
        return new Conversion(type, value -> to.apply((Number) value), value -> from.apply((Number) value));
    }

    private static Conversion text(ColumnType type, Class<?> textual) {
        return new Conversion(
                type,
                value -> type.held(TextForms.write(textual, value)),
                text -> TextForms.read(textual, (String) text));
    }

    private static Conversion ofEnum(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return new Conversion(
                ColumnType.ENUM,
                value -> ((Enum<?>) value).name(),
                name -> Objects.requireNonNull(constants.get((String) name), () -> type.getName() + " has no " + name));
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
