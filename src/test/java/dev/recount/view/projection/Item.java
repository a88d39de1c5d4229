package dev.recount.view.projection;

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
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A row with a column of every kind. */
public record Item(
        String kind,
        int number,
        boolean good,
        long size,
        double weight,
        BigDecimal price,
        Instant made,
        LocalDate day,
        YearMonth month,
        UUID uuid,
        Color color,
        Optional<String> note,
        Optional<BigDecimal> rebate,
        List<Part> parts,
        Map<String, Integer> counts,
        LocalTime opens,
        LocalDateTime begins,
        Duration lasts,
        BigInteger atoms,
        short floor,
        byte level,
        float ratio,
        Year year,
        OffsetDateTime sent,
        Currency currency,
        Optional<Duration> delay) {

    /** A value of a few. */
    public enum Color {
        RED,
        GREEN,
        BLUE
    }

    /** Something nested. */
    public record Part(String name, Optional<BigDecimal> price) {}

    /** Accepts what it is told. */
    public static final class Rules implements Aggregate<Rules.State, Rules.Command, Rules.Event> {

        /** Nothing to know. */
        public record State() {}

        /** Says what happened. */
        public record Command() {}

        /** The one event of an item. */
        public record Event() {}

        static final StreamType<State, Command, Event> TYPE = StreamType.of("item", new Rules());

        @Override
        public State initial() {
            return new State();
        }

        @Override
        public Decision<Event> decide(State state, Command command, Context context) {
            return Decision.accept(new Event());
        }

        @Override
        public State evolve(State state, Event event) {
            return state;
        }
    }
}
