package dev.recount.replay.world.course;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.MalformedException;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.replay.StreamState;
import dev.recount.replay.world.outcome.Gap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decisions of one set of rules on commands to one stream.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
final class Decider<S, C, E> {

    /** The code of what an authorisation refuses, as it is on record. */
    private static final String NOT_PERMITTED = "NOT_PERMITTED";

    /** The code of what rules fail on. */
    private static final String DEFECT = "DOMAIN_DEFECT";

    private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;

    Decider(StreamId stream, StreamCodec<S, C, E> codec) {
        this.stream = stream;
        this.codec = codec;
    }

    /** Decides on a command that is on record; see {@link Course#decide(String, int, String, Metadata)}. */
    Ruling decide(StreamState.Live<S> live, String name, int revision, String data, Metadata metadata) {
        C command;
        try {
            command = codec.commands().readRecorded(stream, name, revision, data);
        } catch (MalformedException unreadable) {
            return new Ruling.Undecided(Gap.COMMAND_UNREADABLE);
        }
        return decide(live, command, metadata);
    }

    /** Reads a command of today's form that somebody sends. */
    C read(String name, String data) {
        return codec.commands().read(name, data.getBytes(StandardCharsets.UTF_8));
    }

    /** Decides on a command. */
    Ruling decide(StreamState.Live<S> live, Object sent, Metadata metadata) {
        C command = codec.type().commands().base().cast(sent);
        if (codec.type().boundary(command).isPresent()) {
            return new Ruling.Undecided(Gap.BOUNDARY);
        }
        var context = new Context(stream, live.version(), time(live, metadata), metadata.principal(), metadata.own());
        String name = command.getClass().getSimpleName();
        try {
            if (!codec.type()
                    .authorization()
                    .map(rule -> rule.permits(live.state(), command, context))
                    .orElse(true)) {
                return new Ruling.Rejected(
                        NOT_PERMITTED, metadata.principal().name() + " may not send " + name + " to " + stream);
            }
            return switch (codec.type().aggregate().decide(live.state(), command, context)) {
                case Decision.Accepted<E>(var events) -> new Ruling.Accepted(List.copyOf(events));
                case Decision.Rejected<E>(var reason, var message) -> new Ruling.Rejected(reason, message);
            };
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.debug("The rules of {} failed on {} for {}", codec.type(), name, stream, defect);
            return new Ruling.Rejected(DEFECT, "the rules failed: " + defect);
        }
    }

    /** Returns when events happen of a command that happened at a time on record. */
    static Instant time(StreamState.Live<?> live, Metadata metadata) {
        return metadata.time().isBefore(live.time()) ? live.time() : metadata.time();
    }
}
