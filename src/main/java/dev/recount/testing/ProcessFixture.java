package dev.recount.testing;

import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import dev.recount.process.instance.InstanceCommand;
import dev.recount.process.instance.InstanceEvent;
import dev.recount.testing.InMemoryProcess.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tests a process: given what it was told, when an event happens, an answer comes or time passes, then it decides these
 * events, and sends these commands.
 *
 * <pre>{@code
 * ProcessFixture.of(Shop.FULFILMENT, new Shop())
 *     .given(ORDER, "o1", new Placed(mugs))
 *     .when(PAYMENT, "o1", new Paid())
 *     .then(new Fulfilment.Event.PaymentTaken())
 *     .thenSent("reserve", STOCK, "mug", new Reserve(2))
 *     .thenTimer("reserve-late", Duration.ofHours(1))
 *     .thenNothingElse();
 * }</pre>
 *
 * <p>The commands go nowhere: the test says how they are answered. What is told, decided and sent is written and read
 * back as a server does it. Needs no server and no test framework: what does not hold throws an {@link AssertionError}.
 *
 * @param <S> the state
 * @param <E> the process's own events
 */
public final class ProcessFixture<S, E> {

    private final ProcessType<S, E> process;
    private final InMemoryProcess memory;
    private final List<Object> unchecked = new ArrayList<>();

    private ProcessFixture(ProcessType<S, E> process, InMemoryProcess memory) {
        this.process = process;
        this.memory = memory;
    }

    /**
     * Starts with no streams, at 2026-03-31T12:00:00Z.
     *
     * @param domain the domain of the process, whose streams it follows and commands
     * @throws dev.recount.model.DomainException if the process is mistaken, or what it decides cannot be stored
     */
    public static <S, E> ProcessFixture<S, E> of(ProcessType<S, E> process, Domain domain) {
        return new ProcessFixture<>(process, new InMemoryProcess(process, domain));
    }

    /** Takes these events of a stream as what happened before. */
    @SafeVarargs
    public final <F> ProcessFixture<S, E> given(StreamType<?, ?, F> type, String id, F... events) {
        return when(type, id, events);
    }

    /** Lets these events of a stream happen. */
    @SafeVarargs
    public final <F> ProcessFixture<S, E> when(StreamType<?, ?, F> type, String id, F... events) {
        return noted(() -> memory.happened(type, id, List.of(events)));
    }

    /** Lets the command that was sent under a name, or the one that undoes it, be accepted. */
    public ProcessFixture<S, E> whenAccepted(String command) {
        return noted(() -> memory.answer(command, number -> new InstanceCommand.NoteAccepted(number, 1)));
    }

    /** Lets the command that was sent under a name, or the one that undoes it, be rejected. */
    public ProcessFixture<S, E> whenRejected(String command, Enum<?> reason, String message) {
        return whenRejected(command, reason.name(), message);
    }

    /**
     * Lets the command that was sent under a name, or the one that undoes it, be rejected for a reason that is none of
     * the rules' own, as {@link dev.recount.model.type.Claim#TAKEN}.
     */
    public ProcessFixture<S, E> whenRejected(String command, String reason, String message) {
        return noted(() -> memory.answer(command, number -> new InstanceCommand.NoteRejected(number, reason, message)));
    }

    /** Lets time pass, and those timers fire that are due by then. */
    public ProcessFixture<S, E> whenPassed(Duration time) {
        return noted(() -> memory.pass(time));
    }

    private ProcessFixture<S, E> noted(Runnable input) {
        List<Object> noted = memory.noted(input);
        unchecked.clear();
        unchecked.addAll(noted);
        return this;
    }

    /** Expects that exactly these events of the process's own were decided. */
    @SafeVarargs
    public final ProcessFixture<S, E> then(E... expected) {
        List<Object> decided =
                unchecked.stream().filter(process.event()::isInstance).toList();
        if (!decided.equals(List.of(expected))) {
            throw new AssertionError("expected " + List.of(expected) + "\n but decided was " + decided);
        }
        unchecked.removeIf(process.event()::isInstance);
        return this;
    }

    /** Expects that a command was sent. */
    public <C> ProcessFixture<S, E> thenSent(String name, StreamType<?, C, ?> type, String id, C command) {
        var expected = new Sent(new StreamId(type.name(), id), command);
        return thenNoted(
                "that " + name + " is sent: " + expected,
                event -> event instanceof InstanceEvent.CommandAsked asked
                        && asked.name().equals(name)
                        && memory.sent(asked.command()).equals(expected));
    }

    /** Expects that a command was sent to undo the one that was sent under a name. */
    public <C> ProcessFixture<S, E> thenUndone(String name, StreamType<?, C, ?> type, String id, C command) {
        var expected = new Sent(new StreamId(type.name(), id), command);
        return thenNoted(
                "that " + name + " is undone: " + expected,
                event -> event instanceof InstanceEvent.UndoAsked asked
                        && asked.name().equals(name)
                        && memory.sent(asked.command()).equals(expected));
    }

    /** Expects that a timer was set that is due so long from now. */
    public ProcessFixture<S, E> thenTimer(String name, Duration after) {
        Instant due = memory.now().plus(after);
        return thenNoted(
                "the timer " + name + " at " + due,
                event -> event instanceof InstanceEvent.TimerSet set
                        && set.timer().equals(name)
                        && set.due().equals(due));
    }

    /** Expects that the process has ended. */
    public ProcessFixture<S, E> thenEnded() {
        return thenNoted("the end", InstanceEvent.ProcessEnded.class::isInstance);
    }

    private ProcessFixture<S, E> thenNoted(String what, Predicate<Object> isIt) {
        if (!unchecked.removeIf(isIt)) {
            throw new AssertionError("expected " + what + "\n but what happened was " + unchecked);
        }
        return this;
    }

    /** Expects that it decided, sent, set and ended nothing but what was expected so far. */
    public ProcessFixture<S, E> thenNothingElse() {
        List<Object> more = unchecked.stream()
                .filter(event -> process.event().isInstance(event)
                        || event instanceof InstanceEvent.CommandAsked
                        || event instanceof InstanceEvent.UndoAsked
                        || event instanceof InstanceEvent.TimerSet
                        || event instanceof InstanceEvent.ProcessEnded)
                .toList();
        if (!more.isEmpty()) {
            throw new AssertionError("expected nothing else\n but there was " + more);
        }
        return this;
    }

    /** Expects that no timer is set. */
    public ProcessFixture<S, E> thenNoTimer() {
        if (!memory.timers().isEmpty()) {
            throw new AssertionError("expected no timer\n but set are " + memory.timers());
        }
        return this;
    }

    /** Expects the state that a process is in by its own rules. */
    public ProcessFixture<S, E> thenState(String id, S expected) {
        Optional<Object> actual = memory.own(id);
        if (!actual.equals(Optional.of(expected))) {
            throw new AssertionError("expected the state " + expected + "\n but it is " + actual);
        }
        return this;
    }
}
