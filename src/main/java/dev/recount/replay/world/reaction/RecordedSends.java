package dev.recount.replay.world.reaction;

import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The commands on record of the handlers that are run: that there are some because of an event, and when each was.
 * About 200 bytes of memory for each command.
 */
public final class RecordedSends {

    private final Map<Long, Long> times = new HashMap<>();

    /** Adds a command, after all that its handler sent before because of the same event. */
    public void add(String handler, EventId cause, StreamId target, Instant time) {
        times.merge(key(handler, cause), 1L, Long::sum);
        long ordinal = times.merge(key(handler, cause, target), 1L, Long::sum);
        times.put(key(handler, cause, target, ordinal), ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    /** Tells whether a handler sent anything because of an event. */
    boolean hasAny(String handler, EventId cause) {
        return times.containsKey(key(handler, cause));
    }

    /** Returns when a handler's command to a stream was, by its number among those because of one event, from 1. */
    Optional<Instant> time(String handler, EventId cause, StreamId target, long ordinal) {
        return Optional.ofNullable(times.get(key(handler, cause, target, ordinal)))
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /** So few bits of a hash that is made for it meet by chance once in millions of worlds. */
    private static long key(Object... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return java.nio.ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
