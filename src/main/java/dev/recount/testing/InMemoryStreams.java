package dev.recount.testing;

import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.type.StreamType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The streams of a domain in memory, decided on by its real rules, and the log of what happened to them. Commands,
 * events and states are written and read back as a server does it. Authorisation and enrichment take no part:
 * {@link Fixture} tests them.
 */
public final class InMemoryStreams {

    private final Map<String, RoundTrip<?, ?, ?>> types;
    private final boolean remembersCommands;
    private final Map<StreamId, Object> states = new TreeMap<>();
    private final Map<StreamId, Long> versions = new HashMap<>();
    private final Map<String, CommandAnswer> accepted = new HashMap<>();
    private final List<Logged> log = new ArrayList<>();
    private int numbers;
    private Instant now = Instant.parse("2026-03-31T12:00:00Z");

    /** An event as it stands in the log. */
    public record Logged(EventContext context, Object event) {}

    private InMemoryStreams(Collection<StreamType<?, ?, ?>> types, boolean remembersCommands) {
        this.types = types.stream().collect(Collectors.toMap(StreamType::name, type -> new RoundTrip<>(type)));
        this.remembersCommands = remembersCommands;
    }

    /** Starts with no streams; accepted commands are known by their ids when they come again. */
    public static InMemoryStreams of(Domain domain) {
        return of(domain.streamTypes());
    }

    /** Starts with no streams of these types; accepted commands are known by their ids when they come again. */
    public static InMemoryStreams of(Collection<StreamType<?, ?, ?>> types) {
        return new InMemoryStreams(types, true);
    }

    /** Starts with no streams; every command that comes again is decided on again, as long after it came first. */
    public static InMemoryStreams forgetful(Domain domain) {
        return new InMemoryStreams(domain.streamTypes(), false);
    }

    /** Sets when all that happens from now on happens. */
    public void at(String time) {
        at(Instant.parse(time));
    }

    /** Sets when all that happens from now on happens. */
    public void at(Instant time) {
        now = time;
    }

    /** Returns when that happens which happens now. */
    public Instant now() {
        return now;
    }

    /** Appends events to a stream as facts, without a decision. */
    public <E> void happened(StreamType<?, ?, E> type, String id, List<? extends E> events) {
        events.forEach(event -> append(known(type.name()), new StreamId(type.name(), id), event));
    }

    /** Sends a command that has to be accepted. */
    public <C> void accept(StreamType<?, C, ?> type, String id, C command) {
        CommandAnswer answer = send(new StreamId(type.name(), id), "accepted-" + ++numbers, command);
        if (!(answer instanceof CommandAnswer.Accepted)) {
            throw new AssertionError(command + " was not accepted: " + answer);
        }
    }

    /** Sends a command. */
    public CommandAnswer send(StreamId stream, String commandId, Object command) {
        return decide(known(stream.type()), stream, commandId, command);
    }

    /** Returns the rejection that a command would have; nothing happens. */
    Optional<CommandAnswer.Rejected> rejection(StreamId stream, String commandId, Object command) {
        return isAccepted(stream, commandId) ? Optional.empty() : rejection(known(stream.type()), stream, command);
    }

    private <S, C, E> Optional<CommandAnswer.Rejected> rejection(
            RoundTrip<S, C, E> stored, StreamId stream, Object command) {
        return decided(stored, stream, command) instanceof Decision.Rejected<E>(var reason, var message)
                ? Optional.of(new CommandAnswer.Rejected(reason, message))
                : Optional.empty();
    }

    /** Tells whether a command was accepted before, and is known to have been. */
    boolean isAccepted(StreamId stream, String commandId) {
        return remembersCommands && accepted.containsKey(stream + " " + commandId);
    }

    private RoundTrip<?, ?, ?> known(String type) {
        return Optional.<RoundTrip<?, ?, ?>>ofNullable(types.get(type))
                .orElseThrow(() ->
                        new AssertionError("there is no stream type " + type + " here; there are " + types.keySet()));
    }

    private <S, C, E> CommandAnswer decide(RoundTrip<S, C, E> stored, StreamId stream, String id, Object command) {
        CommandAnswer before = accepted.get(stream + " " + id);
        if (before != null && remembersCommands) {
            return before;
        }
        return switch (decided(stored, stream, command)) {
            case Decision.Accepted<E>(var events) -> {
                events.forEach(event -> append(stored, stream, event));
                var answer = new CommandAnswer.Accepted(versions.getOrDefault(stream, 0L));
                accepted.put(stream + " " + id, answer);
                yield answer;
            }
            case Decision.Rejected<E>(var reason, var message) -> new CommandAnswer.Rejected(reason, message);
        };
    }

    private <S, C, E> Decision<E> decided(RoundTrip<S, C, E> stored, StreamId stream, Object command) {
        StreamType<S, C, E> type = stored.type();
        S state = state(type, stream.id()).orElseGet(type.aggregate()::initial);
        var context = new Context(stream, versions.getOrDefault(stream, 0L), now, Principal.ANONYMOUS);
        return type.aggregate().decide(state, asRead(stored, stream, command), context);
    }

    private <S, E> void append(RoundTrip<S, ?, E> stored, StreamId stream, Object happened) {
        StreamType<S, ?, E> type = stored.type();
        var context = new EventContext(
                EventId.of(stream, versions.getOrDefault(stream, 0L) + 1),
                new Metadata(now, now, Principal.ANONYMOUS, "test", Optional.empty()));
        E event = stored.event(type.events().base().cast(happened), context);
        S state = state(type, stream.id()).orElseGet(type.aggregate()::initial);
        states.put(stream, stored.state(stream, type.aggregate().evolve(state, event)));
        versions.put(stream, context.version());
        log.add(new Logged(context, event));
    }

    /** Returns a command as a stream gets it. */
    Object asRead(StreamId stream, Object command) {
        return asRead(known(stream.type()), stream, command);
    }

    private static <C> C asRead(RoundTrip<?, C, ?> stored, StreamId stream, Object command) {
        return stored.command(stream, stored.type().commands().base().cast(command));
    }

    /** Returns a state as it is read from a snapshot of a stream. */
    Object asStored(StreamId stream, Object state) {
        return asStored(known(stream.type()), stream, state);
    }

    private static <S> S asStored(RoundTrip<S, ?, ?> stored, StreamId stream, Object state) {
        return stored.state(stream, stored.type().state().cast(state));
    }

    /** Returns the state of a stream; empty if it has no event. */
    public <S> Optional<S> state(StreamType<S, ?, ?> type, String id) {
        return Optional.ofNullable(states.get(new StreamId(type.name(), id))).map(type.state()::cast);
    }

    /** Returns the states of all streams of a type that have an event, by their ids. */
    public <S> Map<String, S> states(StreamType<S, ?, ?> type) {
        var found = new TreeMap<String, S>();
        states.forEach((stream, state) -> {
            if (stream.type().equals(type.name())) {
                found.put(stream.id(), type.state().cast(state));
            }
        });
        return found;
    }

    /** Returns the events in the order in which they happened. */
    public List<Logged> log() {
        return Collections.unmodifiableList(log);
    }
}
