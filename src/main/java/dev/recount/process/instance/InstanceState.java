package dev.recount.process.instance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a process.
 *
 * @param own the state by its own rules
 * @param numbers how many commands and timers there were
 * @param commands the commands that are not answered yet
 * @param undoable the accepted commands that can be undone, in the order in which they were accepted
 * @param timers the timers that are set
 * @param kept the events that came before it began
 * @param notUndone the names of the commands whose undoing was rejected
 * @param <S> the state by its own rules
 */
public record InstanceState<S>(
        Phase phase,
        S own,
        int numbers,
        List<Command> commands,
        List<Undoable> undoable,
        List<Timer> timers,
        List<Happening> kept,
        List<String> notUndone) {

    /** The phases of a process. */
    public enum Phase {
        /** No event has begun it yet. */
        AHEAD,
        RUNNING,
        /** It undoes what was done. */
        UNDOING,
        ENDED
    }

    /**
     * A command that is not answered yet.
     *
     * @param undo what undoes it, if it can be undone
     * @param undone the number of the command that it undoes, if it does
     */
    public record Command(int number, String name, Optional<StreamCommand> undo, Optional<Integer> undone) {}

    /** An accepted command that can be undone. */
    public record Undoable(int number, String name, StreamCommand undo) {}

    /** A timer that is set. */
    public record Timer(int number, String timer, Instant due, Optional<String> payload) {}

    public InstanceState {
        commands = List.copyOf(commands);
        undoable = List.copyOf(undoable);
        timers = List.copyOf(timers);
        kept = List.copyOf(kept);
        notUndone = List.copyOf(notUndone);
    }

    static <S> InstanceState<S> before(S own) {
        return new InstanceState<>(Phase.AHEAD, own, 0, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Tells whether a command still waits for its answer. */
    public boolean awaits(int number) {
        return command(number).isPresent();
    }

    Optional<Command> command(int number) {
        return commands.stream().filter(each -> each.number == number).findFirst();
    }

    Optional<Timer> timer(int number) {
        return timers.stream().filter(each -> each.number == number).findFirst();
    }

    Optional<Timer> timer(String name) {
        return timers.stream().filter(each -> each.timer.equals(name)).findFirst();
    }

    InstanceState<S> own(S state) {
        return new InstanceState<>(phase, state, numbers, commands, undoable, timers, kept, notUndone);
    }

    InstanceState<S> phase(Phase now) {
        return new InstanceState<>(now, own, numbers, commands, undoable, timers, kept, notUndone);
    }

    InstanceState<S> begun() {
        return new InstanceState<>(Phase.RUNNING, own, numbers, commands, undoable, timers, List.of(), notUndone);
    }

    InstanceState<S> keeping(Happening happening) {
        return new InstanceState<>(phase, own, numbers, commands, undoable, timers, with(kept, happening), notUndone);
    }

    InstanceState<S> asked(Command command) {
        return new InstanceState<>(
                phase, own, command.number, with(commands, command), undoable, timers, kept, notUndone);
    }

    /** A command is answered; once accepted, it can be undone if there is what undoes it. */
    InstanceState<S> answered(int number, boolean accepted) {
        Optional<Undoable> done = command(number)
                .filter(_ -> accepted)
                .flatMap(command -> command.undo.map(undo -> new Undoable(number, command.name, undo)));
        List<Command> left =
                commands.stream().filter(each -> each.number != number).toList();
        return new InstanceState<>(
                phase,
                own,
                numbers,
                left,
                done.map(undo -> with(undoable, undo)).orElse(undoable),
                timers,
                kept,
                notUndone);
    }

    /** A command is undone, or its undoing was rejected. */
    InstanceState<S> undone(int number, boolean accepted) {
        Command undoing = command(number).orElseThrow();
        List<Undoable> left = undoable.stream()
                .filter(each -> !undoing.undone.equals(Optional.of(each.number)))
                .toList();
        return new InstanceState<>(
                phase,
                own,
                numbers,
                commands.stream().filter(each -> each.number != number).toList(),
                left,
                timers,
                kept,
                accepted ? notUndone : with(notUndone, undoing.name));
    }

    InstanceState<S> undoEnded() {
        return new InstanceState<>(Phase.RUNNING, own, numbers, commands, undoable, timers, kept, List.of());
    }

    InstanceState<S> set(Timer timer) {
        List<Timer> others =
                timers.stream().filter(each -> !each.timer.equals(timer.timer)).toList();
        return new InstanceState<>(phase, own, timer.number, commands, undoable, with(others, timer), kept, notUndone);
    }

    InstanceState<S> unset(int number) {
        List<Timer> left = timers.stream().filter(each -> each.number != number).toList();
        return new InstanceState<>(phase, own, numbers, commands, undoable, left, kept, notUndone);
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return List.copyOf(all);
    }
}
