package dev.recount.model.handler;

import dev.recount.model.DomainException;
import dev.recount.model.type.StreamType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The definition of an event handler: to which events it reacts, from where on, and how failures are tried again.
 *
 * <pre>{@code
 * Handler.fromNow("confirm-order").on(Order.TYPE, confirmations::react);
 * }</pre>
 *
 * <p>Immutable: each of the methods that change something returns a new definition.
 */
public final class Handler {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private final String name;
    private final Start start;
    private final RetryPolicy retries;
    private final Map<String, Subscription<?>> subscriptions;
    private final Optional<TimerReaction> timers;
    private final boolean outsideEffects;

    /** The event at which a handler begins that has never run. */
    public enum Start {
        /** With the first event of the log. */
        BEGINNING,
        /** With the first event that is stored after the handler has been started for the first time. */
        NOW
    }

    /**
     * The events of one stream type, and the reaction to them.
     *
     * @param <E> the events
     * @param corrections the reaction to the correction of one, if there is one
     */
    public record Subscription<E>(
            StreamType<?, ?, E> type, Reaction<E> reaction, Optional<CorrectionReaction<E>> corrections) {}

    private Handler(
            String name,
            Start start,
            RetryPolicy retries,
            Map<String, Subscription<?>> subscriptions,
            Optional<TimerReaction> timers,
            boolean outsideEffects) {
        this.name = name;
        this.start = start;
        this.retries = retries;
        this.subscriptions = subscriptions;
        this.timers = timers;
        this.outsideEffects = outsideEffects;
    }

    /**
     * Defines a handler that reacts to all events, those included that were stored before it existed.
     *
     * @param name a lower-case letter, then lower-case letters, digits and {@code -}; at most 64 in all
     * @throws DomainException if the name cannot be used
     */
    public static Handler fromBeginning(String name) {
        return new Handler(checked(name), Start.BEGINNING, RetryPolicy.DEFAULT, Map.of(), Optional.empty(), true);
    }

    /**
     * Defines a handler that reacts to those events only that are stored after it was started for the first time.
     *
     * @param name a lower-case letter, then lower-case letters, digits and {@code -}; at most 64 in all
     * @throws DomainException if the name cannot be used
     */
    public static Handler fromNow(String name) {
        return new Handler(checked(name), Start.NOW, RetryPolicy.DEFAULT, Map.of(), Optional.empty(), true);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new DomainException("the name of a handler has a lower-case letter, then at most 63 lower-case"
                    + " letters, digits and '-': " + name);
        }
        return name;
    }

    /**
     * Reacts to the events of a stream type.
     *
     * @throws DomainException if the handler reacts to them already
     */
    public <E> Handler on(StreamType<?, ?, E> type, Reaction<E> reaction) {
        Map<String, Subscription<?>> more = new LinkedHashMap<>(subscriptions);
        if (more.put(type.name(), new Subscription<>(type, reaction, Optional.empty())) != null) {
            throw new DomainException("handler " + name + " has two reactions to " + type.name());
        }
        return new Handler(name, start, retries, more, timers, outsideEffects);
    }

    /**
     * Reacts to the corrections of events of a stream type to whose events it reacts. Without it, corrections of them
     * are passed over: what was done because of an event stays done.
     *
     * @throws DomainException if the handler does not react to the events, or to their corrections already
     */
    public <E> Handler onCorrection(StreamType<?, ?, E> type, CorrectionReaction<E> reaction) {
        Subscription<?> known = subscriptions.get(type.name());
        if (known == null || known.type() != type || known.corrections().isPresent()) {
            throw new DomainException("handler " + name + " reacts to corrections of " + type.name()
                    + (known == null ? ", but not to its events" : " in two ways"));
        }
        @SuppressWarnings("unchecked") // the types are one, and with them the events
        Reaction<E> events = ((Subscription<E>) known).reaction();
        Map<String, Subscription<?>> more = new LinkedHashMap<>(subscriptions);
        more.put(type.name(), new Subscription<>(type, events, Optional.of(reaction)));
        return new Handler(name, start, retries, more, timers, outsideEffects);
    }

    /** Reacts to the timers that its reactions set. */
    public Handler onTimer(TimerReaction reaction) {
        return new Handler(name, start, retries, subscriptions, Optional.of(reaction), outsideEffects);
    }

    /** Sets the policy by which failures are tried again; without this, it is {@link RetryPolicy#DEFAULT}. */
    public Handler retry(RetryPolicy policy) {
        return new Handler(name, start, policy, subscriptions, timers, outsideEffects);
    }

    /**
     * Declares that its reactions do nothing but what their {@link Effects} offer, and call nobody else, so that they
     * can be run again in a computed past without anybody noticing.
     */
    public Handler withoutOutsideEffects() {
        return new Handler(name, start, retries, subscriptions, timers, false);
    }

    public String name() {
        return name;
    }

    public Start start() {
        return start;
    }

    public RetryPolicy retries() {
        return retries;
    }

    /** Returns the reaction to the events of a stream type, if the handler reacts to them. */
    public Optional<Subscription<?>> subscription(String streamType) {
        return Optional.ofNullable(subscriptions.get(streamType));
    }

    /** Returns the stream types whose events the handler reacts to. */
    public Set<String> streamTypes() {
        return Collections.unmodifiableSet(subscriptions.keySet());
    }

    /** Returns the reaction to timers that are due, if the handler has one. */
    public Optional<TimerReaction> timers() {
        return timers;
    }

    /** Tells whether its reactions may do something outside, as they may unless they are declared free of that. */
    public boolean hasOutsideEffects() {
        return outsideEffects;
    }

    @Override
    public String toString() {
        return "handler " + name;
    }
}
