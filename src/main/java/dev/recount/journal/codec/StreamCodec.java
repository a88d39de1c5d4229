package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.json.Json;
import dev.recount.json.MalformedException;
import dev.recount.json.marked.PersonalJson;
import dev.recount.json.type.JsonTypes;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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
    private final SortedSet<String> metadata;
    private final boolean holdsPersonal;
    private final PersonalSeals seals;
    private final StreamCodec<S, C, E> unsealed;
    private final ClaimCodec<S> claims;
    private final TagCodec<E> tags;

    /**
     * Makes the codec of a stream type, of whose rules no more is known, for what is kept nowhere: it seals nothing.
     *
     * @throws DomainException if one of its types cannot be written as JSON and read back
     */
    public StreamCodec(StreamType<S, C, E> type) {
        this(type, Optional.empty(), Collections.emptySortedSet(), PersonalSeals.NONE);
    }

    /**
     * Makes the codec of a stream type.
     *
     * @param rules the fingerprint of the rules of its domain
     * @param metadata the names of what senders may note beside commands, as its domain lists them
     * @param seals the encryption of personal data
     * @throws DomainException if one of its types cannot be written as JSON and read back
     */
    StreamCodec(StreamType<S, C, E> type, Optional<String> rules, SortedSet<String> metadata, PersonalSeals seals) {
        this.type = type;
        this.rules = rules;
        this.metadata = metadata;
        Class<C> commandType = type.commands().base();
        if (commandType.equals(type.events().base())) {
            throw new DomainException(
                    type + ": " + commandType.getName() + " is the type of both its commands and its events");
        }
        SealedTypes names = SealedTypes.of(type);
        var types = new JsonTypes(names);
        types.require(type.stateType());
        types.require(commandType);
        type.events().groups().forEach(types::require);
        this.holdsPersonal = types.holdsPersonal() || type.enclosesPersonal();
        this.seals = holdsPersonal ? seals : PersonalSeals.NONE;
        this.unsealed = this.seals.sealing().isEmpty()
                ? this
                : new StreamCodec<>(type, rules, metadata, this.seals.withoutSealing());
        JsonMapper mapper = Json.mapper(names);
        this.commands = new CommandCodec<>(
                type, mapper, personalCommands(type, names), holdsPersonal ? Optional.of(names) : Optional.empty());
        this.events = new EventCodec<>(type, mapper, names, holdsPersonal, this.seals.sealing());
        this.states = new StateCodec<>(type, mapper, holdsPersonal, this.seals);
        this.tags = new TagCodec<>(type, mapper, holdsPersonal);
        this.claims = new ClaimCodec<>(type, holdsPersonal, this.seals.coding());
    }

    private static Set<String> personalCommands(StreamType<?, ?, ?> type, SealedTypes names) {
        var personal = new TreeSet<String>();
        type.commands().byName().forEach((name, record) -> {
            var types = new JsonTypes(names);
            types.require(record);
            if (types.holdsPersonal() || type.enclosesPersonal()) {
                personal.add(name);
            }
        });
        return personal;
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

    /** Returns the names of what senders may note beside its commands, in order. */
    public SortedSet<String> metadata() {
        return metadata;
    }

    /** Tells whether commands, events or states hold personal data. */
    public boolean holdsPersonal() {
        return holdsPersonal;
    }

    /**
     * Returns the encryption of the personal data of its streams; nothing where they have none, or what is written is
     * kept nowhere.
     */
    public Optional<PersonalSeal> seal() {
        return seals.sealing();
    }

    /**
     * Returns a digest that is equal for two commands that ask a stream for the same. Of one that holds personal data,
     * it cannot be worked out without the keys; what is erased counts as nothing. Does not block.
     *
     * @throws KeysNotAtHandException if it holds personal data, and not all keys are in memory
     */
    public String digest(StreamId stream, EncodedCommand command) {
        return seals.sealing().map(personal -> personal.digest(stream, command)).orElseGet(command::digest);
    }

    /** Returns the same as {@link #digest}. Blocks where keys are not in memory. */
    public String digestOnceKnown(StreamId stream, EncodedCommand command) {
        return seals.sealing()
                .map(personal -> personal.digestOnceKnown(stream, command))
                .orElseGet(command::digest);
    }

    /**
     * Returns the fields of a command that was rejected as they are kept. Does not block.
     *
     * @throws UnsealedException if it holds personal data, and not all keys are in memory, or one is destroyed
     */
    public String sealRejected(StreamId stream, String commandId, String data) {
        return seals.sealing()
                .map(seal -> new String(
                        seal.seal(SealPlace.rejected(stream, commandId), data.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .orElse(data);
    }

    /**
     * Returns a command as a handler keeps it of those that it has sent, without a digest where it holds personal data.
     * Blocks where keys are not in memory.
     *
     * @param handler the name of the handler
     */
    public CommandRecord.Detail sealSent(StreamId stream, String handler, EncodedCommand command) {
        if (seals.sealing().isEmpty() || !PersonalJson.isMarked(command.text())) {
            return CommandRecord.Detail.of(command);
        }
        byte[] sealed = seals.sealing().get().sealWhatIsLeft(SealPlace.sent(stream, handler), command.json());
        return new CommandRecord.Detail(
                command.name(),
                command.revision(),
                "",
                Optional.of(new String(sealed, StandardCharsets.UTF_8)),
                Optional.empty());
    }

    /**
     * Returns a command that a handler has kept as it has sent it, but for what is erased since. Blocks where keys are
     * not in memory.
     *
     * @throws MalformedException if it cannot be read
     */
    public CommandRecord.Detail openSent(StreamId stream, String handler, CommandRecord.Detail kept) {
        return kept.withData(data -> {
            try {
                return seals.opening().isPresent()
                        ? seals.opening().get().open(SealPlace.sent(stream, handler), data)
                        : data;
            } catch (IOException notOpened) {
                throw new MalformedException("", "a command that was sent cannot be read: " + notOpened.getMessage());
            }
        });
    }

    /** Returns the same for what is kept nowhere: what is sealed is opened, and nothing is sealed. */
    public StreamCodec<S, C, E> unsealed() {
        return unsealed;
    }

    /** Returns the form of the commands. */
    public CommandCodec<C> commands() {
        return commands;
    }

    /** Returns the form of the events. */
    public EventCodec<E> events() {
        return events;
    }

    /** Returns the form of the values that its streams hold, and no two streams at a time. */
    public ClaimCodec<S> claims() {
        return claims;
    }

    /** Returns the tags of the events, by which those of several streams are found. */
    public TagCodec<E> tags() {
        return tags;
    }

    /** Returns the form of the states. */
    public StateCodec<S> states() {
        return states;
    }
}
