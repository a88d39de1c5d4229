package dev.recount.testing;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.codec.TagCodec;
import dev.recount.json.MalformedException;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way of commands, events and states into a journal and out of it again, so that what cannot be stored fails in a
 * test.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
final class RoundTrip<S, C, E> {

    private static final Metadata ANY =
            new Metadata(Instant.EPOCH, Instant.EPOCH, Principal.ANONYMOUS, "test", Optional.empty());

    private final StreamType<S, C, E> type;
    private final StreamCodec<S, C, E> codec;
    private final Codecs codecs;

    RoundTrip(StreamType<S, C, E> type) {
        this.type = type;
        this.codec = new StreamCodec<>(type);
        this.codecs = new Codecs(List.of(type));
    }

    StreamType<S, C, E> type() {
        return type;
    }

    /** Returns what gives the events their tags. */
    TagCodec<E> tags() {
        return codec.tags();
    }

    /** Returns a command as a stream gets it. */
    C command(StreamId stream, C command) {
        try {
            return readAgain(stream, command);
        } catch (IllegalArgumentException | MalformedException unusable) {
            throw refused("command", command, unusable);
        }
    }

    /** Returns a command as a stream gets it, if it can come from outside. */
    Optional<C> findCommand(StreamId stream, C command) {
        try {
            return Optional.of(readAgain(stream, command));
        } catch (IllegalArgumentException | MalformedException _) {
            return Optional.empty();
        }
    }

    private C readAgain(StreamId stream, C command) {
        EncodedCommand written = codec.commands().write(command);
        return codec.commands().readRecorded(stream, written.name(), written.revision(), written.json());
    }

    /** Returns an event as it is read once it was stored under these circumstances. */
    E event(E event, EventContext context) {
        try {
            var header = new EventHeader(context.metadata(), new CommandRecord("test", Optional.empty()), "");
            Recorded written = codec.events().write(context.id(), event, header);
            var place = new JournalEntry(context.stream(), context.version(), written.stored());
            return switch (codecs.reader().read(place)) {
                case Recorded.RecordedEvent read ->
                    type.events().base().cast(read.events().getFirst());
                case Recorded.Unreadable unreadable -> throw new IllegalArgumentException(unreadable.problem());
            };
        } catch (IllegalArgumentException | MalformedException unusable) {
            throw refused("event", event, unusable);
        }
    }

    /** Returns events as they are read once they were stored in a stream. */
    List<E> events(StreamId stream, List<? extends E> events) {
        var any = new EventContext(EventId.of(stream, 1), ANY);
        return events.stream().map(event -> event(event, any)).toList();
    }

    /** Returns a state as it is read from a snapshot of a stream. */
    S state(StreamId stream, S state) {
        try {
            return codec.states().readSealed(stream, 1, codec.states().write(state));
        } catch (IllegalArgumentException | MalformedException unusable) {
            throw refused("state", state, unusable);
        }
    }

    private static AssertionError refused(String what, Object value, RuntimeException why) {
        String reason = why instanceof MalformedException malformed ? malformed.sentence() : why.getMessage();
        return new AssertionError("the " + what + " " + value + " cannot be stored: " + reason, why);
    }
}
