package dev.recount.torture.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;

/**
 * A command that a client sent, until it knew the outcome or gave up. Times are in nanoseconds of one clock that never
 * goes back.
 *
 * @param stream as {@code type/id}
 * @param key its {@code Idempotency-Key}
 * @param expected the version in {@code If-Match}
 * @param again whether it was sent once more on purpose, after its outcome was known
 * @param attempts what was sent, at least once
 */
public record Operation(
        int client,
        String stream,
        String command,
        String key,
        JsonNode data,
        OptionalLong expected,
        boolean again,
        List<Attempt> attempts) {

    public Operation {
        attempts = List.copyOf(attempts);
    }

    /**
     * One request.
     *
     * @param node the address of the node that it went to
     * @param endNanos when the answer was there, or the client gave up waiting for it
     */
    public record Attempt(String node, long startNanos, long endNanos, Answer answer) {}

    /** Returns when it was first sent. */
    public long startNanos() {
        return attempts.getFirst().startNanos();
    }

    /** Returns when its outcome was known, or the client gave up. */
    public long endNanos() {
        return last().endNanos();
    }

    /** Returns the attempt that settled it, if any did. */
    Attempt last() {
        return attempts.getLast();
    }

    /** Returns what the client knew in the end. */
    public Answer answer() {
        return last().answer();
    }

    /** Tells whether an attempt may have been carried out, or may still be, without the client's knowing. */
    public boolean wasEverUnknown() {
        return attempts.stream().anyMatch(attempt -> attempt.answer() instanceof Answer.Unknown);
    }

    /** Returns when the decision that was answered can have been made at the earliest. */
    public long decidedAfterNanos() {
        return answer() instanceof Answer.Accepted accepted && accepted.repeat() ? startNanos() : last().startNanos();
    }
}
