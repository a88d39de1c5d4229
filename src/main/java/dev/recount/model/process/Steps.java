package dev.recount.model.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reaction of a process to an input: what it decides, which is stored together or not at all, and what it does
 * about it once that is stored.
 *
 * <pre>{@code
 * Steps.decided(new PaymentAsked(amount))
 *     .send("pay", Send.to(PAYMENT, id, new Charge(amount)).undoneBy(new Refund()))
 *     .setTimer("payment-late", Duration.ofDays(1));
 * }</pre>
 *
 * <p>Immutable: each of the methods returns a new reaction with one more step.
 *
 * @param <E> the process's own events
 */
public final class Steps<E> {

    private final List<E> events;
    private final List<Step> steps;

    private Steps(List<E> events, List<Step> steps) {
        this.events = List.copyOf(events);
        this.steps = List.copyOf(steps);
    }

    /** Returns the reaction to what means nothing to the process. */
    public static <E> Steps<E> none() {
        return new Steps<>(List.of(), List.of());
    }

    /** Returns a reaction that begins with these events of the process's own. */
    @SafeVarargs
    public static <E> Steps<E> decided(E... events) {
        return new Steps<>(List.of(events), List.of());
    }

    /** Sends a command to a stream; its answer comes as an input of the same name. */
    public Steps<E> send(String name, Send<?> command) {
        return and(new Step.SendCommand(name, command));
    }

    /** Sets a timer that is due so long from now; one of the same name is replaced. */
    public Steps<E> setTimer(String name, Duration after) {
        return and(new Step.SetTimer(name, new Step.When.After(after), Optional.empty()));
    }

    /**
     * Sets a timer that is due so long from now; one of the same name is replaced.
     *
     * @param payload what is told when it is due, such as JSON; at most 64 KiB as UTF-8. It is kept in the clear: no
     *     place for personal data
     */
    public Steps<E> setTimer(String name, Duration after, String payload) {
        return and(new Step.SetTimer(name, new Step.When.After(after), Optional.of(payload)));
    }

    /** Sets a timer that is due at a time; one of the same name is replaced. */
    public Steps<E> setTimer(String name, Instant at) {
        return and(new Step.SetTimer(name, new Step.When.At(at), Optional.empty()));
    }

    /**
     * Sets a timer that is due at a time; one of the same name is replaced.
     *
     * @param payload what is told when it is due, such as JSON; at most 64 KiB as UTF-8. It is kept in the clear: no
     *     place for personal data
     */
    public Steps<E> setTimer(String name, Instant at, String payload) {
        return and(new Step.SetTimer(name, new Step.When.At(at), Optional.of(payload)));
    }

    /** Forgets the timer of this name, if it is set. */
    public Steps<E> cancelTimer(String name) {
        return and(new Step.CancelTimer(name));
    }

    /**
     * Undoes what was done: once all commands that are under way are answered, the commands that undo the accepted ones
     * are sent, the last first, each after the one before it was answered. Then comes {@link Input.Compensated}.
     */
    public Steps<E> compensate() {
        return and(new Step.Compensate());
    }

    /** Ends the process: its timers are forgotten, and it reacts to nothing any more. */
    public Steps<E> end() {
        return and(new Step.End());
    }

    private Steps<E> and(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Steps<>(events, more);
    }

    /** Returns the process's own events, in order. */
    public List<E> events() {
        return events;
    }

    /** Returns the further steps, in order. */
    public List<Step> steps() {
        return steps;
    }

    /** Tells whether nothing follows. */
    public boolean isEmpty() {
        return events.isEmpty() && steps.isEmpty();
    }
}
