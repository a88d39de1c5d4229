package dev.recount.replay.regression;

import dev.recount.model.StreamId;
import dev.recount.replay.world.WorldQuestion.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A choice of decisions.
 *
 * @param streams the streams
 * @param from the time from which on commands are decided again; those before it are history
 * @param to the last time of which anything is chosen
 * @param sample the number of streams of which one is chosen, always the same one; 1 for all
 */
public record StepChoice(Selection streams, Optional<Instant> from, Optional<Instant> to, int sample) {

    public StepChoice {
        if (sample < 1) {
            throw new IllegalArgumentException("must be 1 or more, not " + sample);
        }
    }

    /** Tells whether a stream is chosen, whole or not at all, so that its states can be folded. */
    public boolean covers(StreamId stream) {
        return streams.covers(stream) && (sample == 1 || checksum(stream) % sample == 0);
    }

    private static long checksum(StreamId stream) {
        var checksum = new CRC32();
        checksum.update(stream.toString().getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    /** Returns a decision of a chosen stream as it is chosen; nothing if it is not. */
    public Optional<DecidedStep> of(DecidedStep step) {
        Instant time = step.metadata().time();
        boolean isHistory = from.filter(time::isBefore).isPresent();
        if (!covers(step.stream())
                || to.filter(time::isAfter).isPresent()
                || (isHistory && step.outcome() instanceof DecidedStep.Rejected)) {
            return Optional.empty();
        }
        return Optional.of(isHistory ? step.asHistory() : step);
    }
}
