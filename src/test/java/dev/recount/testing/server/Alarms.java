package dev.recount.testing.server;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.time.Duration;
import java.util.List;

/** A domain of alarms that ring a day after they are set, and a day after they rang. */
final class Alarms implements Domain {

    static final Duration DELAY = Duration.ofDays(1);

    sealed interface Command {}

    record Set() implements Command {}

    record Ring() implements Command {}

    sealed interface Event {}

    record WasSet() implements Event {}

    record Rang() implements Event {}

    record State(int rung) {}

    record Line(String alarm, int rung) {}

    static final StreamType<State, Command, Event> ALARM = StreamType.of("alarm", new Rules());

    private static final class Rules implements Aggregate<State, Command, Event> {

        @Override
        public State initial() {
            return new State(0);
        }

        @Override
        public Decision<Event> decide(State state, Command command, Context context) {
            return switch (command) {
                case Set() -> accept(new WasSet());
                case Ring() -> accept(new Rang());
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return switch (event) {
                case WasSet() -> state;
                case Rang() -> new State(state.rung() + 1);
            };
        }
    }

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(ALARM);
    }

    @Override
    public List<View<?>> views() {
        return List.of(View.of("alarms", Line.class).on(ALARM, (event, context, rows) -> {
            String alarm = context.stream().id();
            switch (event) {
                case WasSet() -> rows.put(new Line(alarm, 0));
                case Rang() -> rows.update(line -> new Line(alarm, line.rung() + 1), alarm);
            }
        }));
    }

    @Override
    public List<Handler> handlers() {
        return List.of(Handler.fromBeginning("alarms")
                .on(ALARM, (_, _, effects) -> effects.setTimer("ring", DELAY))
                .onTimer((_, alarm, effects) -> effects.send(ALARM, alarm.id(), new Ring())));
    }
}
