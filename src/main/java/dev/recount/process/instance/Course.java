package dev.recount.process.instance;

import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.EventContext;
import dev.recount.model.process.Input;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.Step;
import dev.recount.model.process.Steps;
import dev.recount.process.instance.InstanceState.Phase;
import dev.recount.process.instance.InstanceState.Timer;
import dev.recount.process.instance.InstanceState.Undoable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One decision of a process: its rules are asked about an input, and about what follows from that at once. */
final class Course<S, E> {

    /** Rules that compensate whenever they are told that they have compensated would go on for ever. */
    private static final int MOST_INPUTS = 1_000;

    private final InstanceRules<S, E> rules;
    private final ProcessContext context;
    private final List<Object> events = new ArrayList<>();
    private InstanceState<S> state;
    private int inputs;

    Course(InstanceRules<S, E> rules, InstanceState<S> state, Context context) {
        this.rules = rules;
        this.state = state;
        this.context = new ProcessContext(context.stream(), context.time());
    }

    InstanceState<S> state() {
        return state;
    }

    Decision<Object> decision() {
        return Decision.accept(events);
    }

    void note(Object event) {
        state = rules.evolve(state, event);
        events.add(event);
    }

    void began(Happening happening, List<Object> happened) {
        EventContext of = happening.context();
        happened.forEach(event -> react(new Input.Happened(event, of)));
    }

    /** An event to which nothing is done leaves no trace. */
    void happened(Happening happening, List<Object> happened) {
        EventContext of = happening.context();
        for (Object event : happened) {
            Steps<E> steps = steps(new Input.Happened(event, of));
            if (!steps.isEmpty()) {
                note(new InstanceEvent.EventNoticed(happening.event(), happening.type()));
                take(steps);
            }
        }
    }

    /** An answer that has been noted changes nothing. */
    Decision<Object> accepted(int number, long version) {
        state.command(number).ifPresent(command -> {
            if (command.undone().isPresent()) {
                note(new InstanceEvent.UndoAccepted(number, command.name(), version));
                undoNext();
            } else {
                note(new InstanceEvent.CommandAccepted(number, command.name(), version));
                answered(new Input.Accepted(command.name(), version));
            }
        });
        return decision();
    }

    Decision<Object> rejected(int number, String reason, String message) {
        state.command(number).ifPresent(command -> {
            if (command.undone().isPresent()) {
                note(new InstanceEvent.UndoRejected(number, command.name(), reason, message));
                undoNext();
            } else {
                note(new InstanceEvent.CommandRejected(number, command.name(), reason, message));
                answered(new Input.Rejected(command.name(), reason, message));
            }
        });
        return decision();
    }

    private void answered(Input answer) {
        boolean wasUndoing = state.phase() == Phase.UNDOING;
        react(answer);
        if (wasUndoing && state.phase() == Phase.UNDOING) {
            undoNext();
        }
    }

    /** A timer that is not set any more has been cancelled or replaced meanwhile. */
    Decision<Object> due(Optional<Timer> timer, boolean early) {
        timer.ifPresent(set -> {
            note(new InstanceEvent.TimerFired(set.number(), set.timer(), early));
            react(new Input.Fired(set.timer(), set.payload()));
        });
        return decision();
    }

    private void react(Input input) {
        take(steps(input));
    }

    private Steps<E> steps(Input input) {
        if (state.phase() == Phase.ENDED) {
            return Steps.none();
        }
        if (++inputs > MOST_INPUTS) {
            throw new IllegalStateException("the rules of " + context.process() + " go on for ever");
        }
        return rules.rules().react(state.own(), input, context);
    }

    private void take(Steps<E> steps) {
        steps.events().forEach(this::note);
        boolean compensates = false;
        for (Step step : steps.steps()) {
            if (compensates || state.phase() == Phase.ENDED) {
                throw new IllegalStateException("nothing can follow on compensate() or end() in one reaction");
            }
            compensates = step instanceof Step.Compensate;
            take(step);
        }
    }

    private void take(Step step) {
        switch (step) {
            case Step.SendCommand(var name, var send) -> {
                requireSendable(name);
                note(new InstanceEvent.CommandAsked(
                        state.numbers() + 1,
                        name,
                        rules.enclosures().command(send, send.command()),
                        send.undo().map(undo -> rules.enclosures().command(send, undo))));
            }
            case Step.SetTimer(var name, var when, var payload) -> {
                state.timer(name).ifPresent(this::cancel);
                note(new InstanceEvent.TimerSet(state.numbers() + 1, name, due(when), payload));
            }
            case Step.CancelTimer(var name) -> state.timer(name).ifPresent(this::cancel);
            case Step.Compensate _ -> compensate();
            case Step.End _ -> end();
        }
    }

    private void requireSendable(String name) {
        if (state.phase() == Phase.UNDOING) {
            throw new IllegalStateException("command " + name + ": nothing can be sent while it is compensated");
        }
        if (state.commands().stream().anyMatch(command -> command.name().equals(name))) {
            throw new IllegalStateException("command " + name + ": one of this name is not answered yet");
        }
    }

    private Instant due(Step.When when) {
        return switch (when) {
            case Step.When.After(var duration) -> context.time().plus(duration);
            case Step.When.At(var time) -> time;
        };
    }

    private void cancel(Timer timer) {
        note(new InstanceEvent.TimerCancelled(timer.number(), timer.timer()));
    }

    private void compensate() {
        if (state.phase() != Phase.UNDOING) {
            note(new InstanceEvent.UndoBegan());
            undoNext();
        }
    }

    private void undoNext() {
        if (state.phase() != Phase.UNDOING || !state.commands().isEmpty()) {
            return;
        }
        if (state.undoable().isEmpty()) {
            List<String> notUndone = state.notUndone();
            note(new InstanceEvent.UndoEnded(notUndone));
            react(new Input.Compensated(notUndone));
        } else {
            Undoable last = state.undoable().getLast();
            note(new InstanceEvent.UndoAsked(state.numbers() + 1, last.number(), last.name(), last.undo()));
        }
    }

    private void end() {
        if (state.phase() == Phase.UNDOING) {
            throw new IllegalStateException("end(): it is compensated; end once that is told");
        }
        List.copyOf(state.timers()).forEach(this::cancel);
        note(new InstanceEvent.ProcessEnded());
    }
}
