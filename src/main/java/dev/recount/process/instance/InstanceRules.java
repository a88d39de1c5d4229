package dev.recount.process.instance;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.DomainException;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.Cases;
import dev.recount.model.type.Signature;
import dev.recount.model.type.StreamType;
import dev.recount.process.instance.InstanceState.Command;
import dev.recount.process.instance.InstanceState.Phase;
import dev.recount.process.instance.InstanceState.Timer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the streams of one kind of process.
 *
 * @param <S> the state by its own rules
 * @param <E> the events of its own
 */
public final class InstanceRules<S, E> implements Aggregate<InstanceState<S>, InstanceCommand, Object> {

    private enum Refusal {
        TOO_MANY_EVENTS_KEPT,
        NO_SUCH_TIMER
    }

    /** What comes before its time is kept in the state. */
    private static final int MOST_KEPT = 100;

    private final ProcessType<S, E> process;
    private final Enclosures enclosures;

    private InstanceRules(ProcessType<S, E> process, Enclosures enclosures) {
        this.process = process;
        this.enclosures = enclosures;
    }

    /**
     * Returns the type of the streams of a kind of process.
     *
     * @throws DomainException if one of its events has a name that is taken, or its types cannot be stored
     */
    @SuppressWarnings("unchecked") // a class has no type parameters
    public static <S, E> StreamType<InstanceState<S>, InstanceCommand, Object> streamType(
            ProcessType<S, E> process, Enclosures enclosures) {
        var signature = new Signature<>(
                (Class<InstanceState<S>>) (Class<?>) InstanceState.class,
                new StateOf(process.state()),
                Cases.of(InstanceCommand.class),
                Cases.of(Object.class, List.of(InstanceEvent.class, process.event())),
                enclosures.mayHoldPersonal(),
                true);
        return StreamType.of(process.name(), new InstanceRules<>(process, enclosures), signature)
                .upcast(process.upcasters().toArray(Upcaster[]::new))
                .snapshotEvery(process.snapshots().every())
                .stateRevision(process.snapshots().stateRevision());
    }

    private record StateOf(Class<?> own) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {own};
        }

        @Override
        public Type getRawType() {
            return InstanceState.class;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }

    ProcessRules<S, E> rules() {
        return process.rules();
    }

    @Override
    public InstanceState<S> initial() {
        return InstanceState.before(process.rules().initial());
    }

    @Override
    public Decision<Object> decide(InstanceState<S> state, InstanceCommand command, Context context) {
        var course = new Course<>(this, state, context);
        return switch (command) {
            case InstanceCommand.NoteEvent(var happening, var begins) -> note(course, happening, begins);
            case InstanceCommand.NoteAccepted(var number, var version) -> course.accepted(number, version);
            case InstanceCommand.NoteRejected(var number, var reason, var message) ->
                course.rejected(number, reason, message);
            case InstanceCommand.NoteDue(var number) -> course.due(state.timer(number), false);
            case InstanceCommand.FireTimer(var timer)
            when state.timer(timer).isEmpty() ->
                Decision.reject(Refusal.NO_SUCH_TIMER, "no timer of the name " + timer + " is set");
            case InstanceCommand.FireTimer(var timer) -> course.due(state.timer(timer), true);
        };
    }

    private Decision<Object> note(Course<S, E> course, Happening happening, boolean begins) {
        InstanceState<S> state = course.state();
        if (state.phase() != Phase.AHEAD) {
            course.happened(happening, enclosures.events(happening));
        } else if (begins) {
            course.note(new InstanceEvent.ProcessBegan(happening.event(), happening.type()));
            course.began(happening, enclosures.events(happening));
            state.kept().forEach(kept -> course.happened(kept, enclosures.events(kept)));
        } else if (state.kept().size() == MOST_KEPT) {
            return Decision.reject(
                    Refusal.TOO_MANY_EVENTS_KEPT,
                    MOST_KEPT + " events wait already for the one that begins this process");
        } else {
            course.note(new InstanceEvent.EventKept(happening));
        }
        return course.decision();
    }

    Enclosures enclosures() {
        return enclosures;
    }

    @Override
    public InstanceState<S> evolve(InstanceState<S> state, Object event) {
        return event instanceof InstanceEvent noted
                ? evolve(state, noted)
                : state.own(process.rules().evolve(state.own(), process.event().cast(event)));
    }

    private InstanceState<S> evolve(InstanceState<S> state, InstanceEvent event) {
        return switch (event) {
            case InstanceEvent.EventKept(var happening) -> state.keeping(happening);
            case InstanceEvent.ProcessBegan _ -> state.begun();
            case InstanceEvent.EventNoticed _ -> state;
            case InstanceEvent.CommandAsked(var number, var name, var _, var undo) ->
                state.asked(new Command(number, name, undo, Optional.empty()));
            case InstanceEvent.CommandAccepted accepted -> state.answered(accepted.number(), true);
            case InstanceEvent.CommandRejected rejected -> state.answered(rejected.number(), false);
            case InstanceEvent.TimerSet(var number, var timer, var due, var payload) ->
                state.set(new Timer(number, timer, due, payload));
            case InstanceEvent.TimerCancelled cancelled -> state.unset(cancelled.number());
            case InstanceEvent.TimerFired fired -> state.unset(fired.number());
            case InstanceEvent.UndoBegan _ -> state.phase(Phase.UNDOING);
            case InstanceEvent.UndoAsked(var number, var undone, var name, var _) ->
                state.asked(new Command(number, name, Optional.empty(), Optional.of(undone)));
            case InstanceEvent.UndoAccepted accepted -> state.undone(accepted.number(), true);
            case InstanceEvent.UndoRejected rejected -> state.undone(rejected.number(), false);
            case InstanceEvent.UndoEnded _ -> state.undoEnded();
            case InstanceEvent.ProcessEnded _ -> state.phase(Phase.ENDED);
        };
    }
}
