package dev.recount.correction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.model.StreamId;

/**
 * The effect that corrections would have, of which nothing is stored.
 *
 * @param version the version of the stream's last event
 * @param state the stream's state as it would be after that event, as JSON
 * @param patch what makes that state of the state as it is, as a JSON Patch
 */
public record Impact(StreamId stream, long version, String state, JsonNode patch) {}
