package dev.recount.process.alarm;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.time.Instant;

/** So many timers are wanted, from a time on, so many milliseconds apart. */
final class Alarm implements Aggregate<Alarm.State, Alarm.Command, Alarm.Event> {

    record State(int wanted) {}

    sealed interface Command {
        record Want(int timers, Instant first, long gapMillis) implements Command {}
    }

    sealed interface Event {
        record Wanted(int timers, Instant first, long gapMillis) implements Event {}
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Want(var timers, var first, var gapMillis) ->
                Decision.accept(new Event.Wanted(timers, first, gapMillis));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Wanted(var timers, var _, var _) -> new State(timers);
        };
    }
}
