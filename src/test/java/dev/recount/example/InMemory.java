package dev.recount.example;

import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Domain;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.StreamType;
import dev.recount.model.handler.CommandAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The streams of a domain in memory, decided on by its real rules, and the log of what happened to them. */
public final class InMemory {

    private final Map<String, StreamType<?, ?, ?>> types;
    private final boolean remembersCommands;
    private final Map<StreamId, Object> states = new TreeMap<>();
    private final Map<StreamId, Long> versions = new HashMap<>();
    private final Map<String, CommandAnswer> accepted = new HashMap<>();
    private final List<Logged> log = new ArrayList<>();
    private int numbers;
    private Instant now = Instant.parse("2026-03-31T12:00:00Z");

    /** An event as it stands in the log. */
    public record Logged(EventContext context, Object event) {}

    private InMemory(Domain domain, boolean remembersCommands) {
        this.types = domain.streamTypes().stream().collect(Collectors.toMap(StreamType::name, type -> type));
        this.remembersCommands = remembersCommands;
    }

    /** Starts with no streams; accepted commands are known by their ids when they come again. */
    public static InMemory of(Domain domain) {
        return new InMemory(domain, true);
    }

    /** Starts with no streams; every command that comes again is decided on again, as long after it came first. */
    public static InMemory forgetful(Domain domain) {
        return new InMemory(domain, false);
    }

    /** Sets when all that happens from now on happens. */
    public void at(String time) {
        now = Instant.parse(time);
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
        return decide(Objects.requireNonNull(types.get(stream.type())), stream, commandId, command);
    }

    private <S, C, E> CommandAnswer decide(StreamType<S, C, E> type, StreamId stream, String id, Object command) {
        CommandAnswer before = accepted.get(stream + " " + id);
        if (before != null && remembersCommands) {
            return before;
        }
        S state = state(type, stream.id()).orElseGet(type.aggregate()::initial);
        long version = versions.getOrDefault(stream, 0L);
        var context = new Context(stream, version, now, Principal.ANONYMOUS);
        return switch (type.aggregate().decide(state, type.commands().base().cast(command), context)) {
            case Decision.Accepted<E>(var events) -> {
                events.forEach(event -> append(type, stream, event));
                var answer = new CommandAnswer.Accepted(versions.getOrDefault(stream, 0L));
                accepted.put(stream + " " + id, answer);
                yield answer;
            }
            case Decision.Rejected<E>(var reason, var message) -> new CommandAnswer.Rejected(reason, message);
        };
    }

    private <S, E> void append(StreamType<S, ?, E> type, StreamId stream, E event) {
        S state = state(type, stream.id()).orElseGet(type.aggregate()::initial);
        states.put(stream, type.aggregate().evolve(state, event));
        long version = versions.merge(stream, 1L, Long::sum);
        log.add(new Logged(
                new EventContext(
                        EventId.of(stream, version),
                        new Metadata(now, now, Principal.ANONYMOUS, "test", Optional.empty())),
                event));
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

    /** Returns what happened, in its order. */
    public List<Logged> log() {
        return Collections.unmodifiableList(log);
    }
}
