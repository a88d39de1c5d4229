package dev.recount.stream;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;

/** Parcels, whose commands have other names and fields today than they had before. */
public final class Shipping {

    /** The parcels of today, with what reads the commands of before. */
    public static final StreamType<State, Today.Command, Event> TODAY = StreamType.of("parcel", new Today())
            .upcastCommand(
                    Upcaster.from("Ship", 1).as("Send"),
                    Upcaster.from("Send", 1)
                            .changeNumber("grams", grams -> grams.movePointLeft(3))
                            .rename("grams", "kilos"),
                    Upcaster.from("Hold", 1).rename("why", "reason"));

    /** The parcels of before. */
    static final StreamType<State, Before.Command, Event> BEFORE = StreamType.of("parcel", new Before());

    private Shipping() {}

    enum Reason {
        NOBODY
    }

    /** The number of things that happened to a parcel. */
    public record State(int events) {}

    /** The events, which are as they were. */
    public sealed interface Event {
        record Sent(String to, BigDecimal kilos) implements Event {}

        record Held(String reason) implements Event {}
    }

    static final class Before implements Aggregate<State, Before.Command, Event> {

        sealed interface Command {
            record Ship(String to, int grams) implements Before.Command {}

            record Hold(String why) implements Before.Command {}
        }

        @Override
        public State initial() {
            return new State(0);
        }

        @Override
        public Decision<Event> decide(State state, Before.Command command, Context context) {
            return switch (command) {
                case Before.Command.Ship(var to, var _)
                when to.isEmpty() -> Decision.reject(Reason.NOBODY, "to nobody");
                case Before.Command.Ship(var to, var grams) ->
                    Decision.accept(new Event.Sent(to, BigDecimal.valueOf(grams, 3)));
                case Before.Command.Hold(var why) -> Decision.accept(new Event.Held(why));
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return new State(state.events + 1);
        }
    }

    /** The rules of today. */
    public static final class Today implements Aggregate<State, Today.Command, Event> {

        /** The commands of today. */
        public sealed interface Command {
            record Send(String to, BigDecimal kilos) implements Today.Command {}

            record Hold(String reason) implements Today.Command {}
        }

        @Override
        public State initial() {
            return new State(0);
        }

        @Override
        public Decision<Event> decide(State state, Today.Command command, Context context) {
            return switch (command) {
                case Today.Command.Send(var to, var _) when to.isEmpty() -> Decision.reject(Reason.NOBODY, "to nobody");
                case Today.Command.Send(var to, var kilos) -> Decision.accept(new Event.Sent(to, kilos));
                case Today.Command.Hold(var reason) -> Decision.accept(new Event.Held(reason));
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return new State(state.events + 1);
        }
    }
}
