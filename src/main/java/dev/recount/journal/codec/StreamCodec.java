package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import dev.recount.json.type.JsonTypes;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.DomainException;
import dev.recount.model.type.StreamType;
import java.util.Optional;
import java.util.Set;

/**
 * The form of the commands, events and states of one stream type; the one place that knows how they look.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class StreamCodec<S, C, E> {

    private final StreamType<S, C, E> type;
    private final CommandCodec<C> commands;
    private final EventCodec<E> events;
    private final StateCodec<S> states;
    private final Optional<String> rules;

    /**
     * Makes the codec of a stream type, of whose rules no more is known.
     *
     * @throws DomainException if one of its types cannot be written as JSON and read back
     */
    public StreamCodec(StreamType<S, C, E> type) {
        this(type, Optional.empty());
    }

    /**
     * Makes the codec of a stream type.
     *
     * @param rules the fingerprint of the rules of its domain
     * @throws DomainException if one of its types cannot be written as JSON and read back
     */
    StreamCodec(StreamType<S, C, E> type, Optional<String> rules) {
        this.type = type;
        this.rules = rules;
        Class<C> commandType = type.commands().base();
        Class<E> eventType = type.events().base();
        var names = new SealedTypes(Set.of(commandType, eventType), type.state());
        var types = new JsonTypes(names);
        types.require(type.state());
        types.require(commandType);
        types.require(eventType);
        JsonMapper mapper = Json.mapper(names);
        this.commands = new CommandCodec<>(type, mapper);
        this.events = new EventCodec<>(type, mapper);
        this.states = new StateCodec<>(type, mapper);
    }

    /** Returns the definition that this codec was made for. */
    public StreamType<S, C, E> type() {
        return type;
    }

    /**
     * Returns the fingerprint of the rules that decide on its streams' commands, as it is kept with each decision; see
     * {@link dev.recount.journal.rules.RulesFingerprint}.
     */
    public Optional<String> rules() {
        return rules;
    }

    /** Returns the form of the commands. */
    public CommandCodec<C> commands() {
        return commands;
    }

    /** Returns the form of the events. */
    public EventCodec<E> events() {
        return events;
    }

    /** Returns the form of the states. */
    public StateCodec<S> states() {
        return states;
    }
}
