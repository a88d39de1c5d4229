package dev.recount.journal;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.type.StreamType;
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
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A domain whose commands, events and states are made of everything that can be stored. */
final class Orders implements Aggregate<Orders.State, Orders.Command, Orders.Event> {

    sealed interface State {
        record Empty() implements State {}

        record Placed(String customer, List<Item> items) implements State {}
    }

    sealed interface Command {
        record Place(String customer, List<Item> items, Optional<Payment> payment) implements Command {}

        record Describe(Values values) implements Command {}

        record Pack(Boxes boxes) implements Command {}

        record Cancel() implements Command {}
    }

    sealed interface Event {
        record Placed(String customer, List<Item> items, Optional<Payment> payment) implements Event {}

        record Described(Values values) implements Event {}
    }

    /** A part of an order, with methods that are no parts of it. */
    record Item(String sku, BigDecimal price, int count) {

        Item {
            if (count < 0) {
                throw new IllegalArgumentException("must not be negative");
            }
        }

        public static Item valueOf(String sku) {
            return new Item(sku, BigDecimal.ONE, 1);
        }

        public boolean isFree() {
            return price.signum() == 0;
        }

        public BigDecimal getTotal() {
            return price.multiply(BigDecimal.valueOf(count));
        }
    }

    sealed interface Payment {
        record Card(String number, YearMonth expires) implements Payment {}

        sealed interface Later extends Payment {}

        record Invoice(int days) implements Later {}

        record Unpaid() implements Later {}
    }

    enum Size {
        SMALL,
        LARGE
    }

    record Boxes(
            Optional<BigDecimal> weight,
            Set<Size> sizes,
            Map<YearMonth, BigDecimal> byMonth,
            Map<Size, List<Item>> bySize,
            Collection<String> labels,
            List<List<Integer>> grid) {}

    record Values(
            String text,
            boolean flag,
            byte tiny,
            short small,
            int whole,
            long large,
            float rough,
            double fine,
            BigDecimal decimal,
            BigInteger huge,
            UUID uuid,
            Size size,
            Instant instant,
            LocalDate date,
            LocalTime time,
            LocalDateTime dateTime,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            ZoneId zone,
            Duration duration,
            Period period,
            Year year,
            YearMonth month,
            MonthDay day,
            Currency currency,
            Locale locale) {}

    static final Values VALUES = new Values(
            "Brno \u2014 \ud83d\ude00 \"quoted\" \\ \n\u0000",
            true,
            Byte.MIN_VALUE,
            Short.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            0.1f,
            0.1,
            new BigDecimal("700.00"),
            new BigInteger("123456789012345678901234567890"),
            UUID.fromString("6b1d1c1e-0f5c-4c37-8f4b-5d1f5a3f0c11"),
            Size.LARGE,
            Instant.parse("1993-01-01T00:00:00.123456789Z"),
            LocalDate.parse("1993-02-28"),
            LocalTime.parse("23:59:59.999999999"),
            LocalDateTime.parse("1993-02-28T12:00:00"),
            OffsetDateTime.parse("1993-02-28T12:00:00+02:00"),
            ZonedDateTime.parse("1993-02-28T12:00:00+01:00[Europe/Prague]"),
            ZoneId.of("Europe/Prague"),
            Duration.parse("PT36H0.5S"),
            Period.parse("P1Y2M3D"),
            Year.of(1993),
            YearMonth.of(1993, 12),
            MonthDay.of(2, 29),
            Currency.getInstance("CZK"),
            Locale.forLanguageTag("cs-CZ"));

    static final Item BOLT = new Item("bolt", new BigDecimal("0.10"), 12);

    static StreamCodec<State, Command, Event> codec() {
        return new StreamCodec<>(StreamType.of("order", new Orders()));
    }

    @Override
    public State initial() {
        return new State.Empty();
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return Decision.accept();
    }

    @Override
    public State evolve(State state, Event event) {
        return state;
    }
}
