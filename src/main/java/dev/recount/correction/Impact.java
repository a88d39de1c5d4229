package dev.recount.correction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.journal.correction.Correction;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.List;

/**
 * The effect that corrections would have, of which nothing is stored.
 *
 * @param version the version of the stream's last event
 * @param state the stream's state as it would be after that event, as JSON
 * @param patch what makes that state of the state as it is, as a JSON Patch
 * @param corrections the corrections by which events would be read
 * @param from when the first event happened that they change
 */
public record Impact(
        StreamId stream, long version, String state, JsonNode patch, List<Correction> corrections, Instant from) {

    public Impact {
        corrections = List.copyOf(corrections);
    }
}
