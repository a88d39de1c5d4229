package dev.recount.process.alarm;

import dev.recount.model.process.Input;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.Steps;

/** Sets the timers, and ends once all have rung. */
final class Ringing implements ProcessRules<Ringing.State, Ringing.Event> {

    record State(int left) {}

    sealed interface Event {
        record Begun(int timers) implements Event {}

        record Rung(String timer) implements Event {}
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Steps<Event> react(State state, Input input, ProcessContext context) {
        return switch (input) {
            case Input.Happened(Alarm.Event.Wanted wanted, var _) -> {
                Steps<Event> steps = Steps.decided(new Event.Begun(wanted.timers()));
                for (int i = 0; i < wanted.timers(); i++) {
                    steps = steps.setTimer("t" + i, wanted.first().plusMillis(i * wanted.gapMillis()));
                }
                yield steps;
            }
            case Input.Fired(var timer, var _) -> {
                Steps<Event> steps = Steps.decided(new Event.Rung(timer));
                yield state.left() == 1 ? steps.end() : steps;
            }
            case Input.Happened _, Input.Accepted _, Input.Rejected _, Input.Compensated _ -> Steps.none();
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Begun(var timers) -> new State(timers);
            case Event.Rung _ -> new State(state.left() - 1);
        };
    }
}
