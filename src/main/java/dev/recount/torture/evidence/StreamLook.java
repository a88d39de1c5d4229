package dev.recount.torture.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A look at a stream's state.
 *
 * @param stream as {@code type/id}
 * @param status that of the answer; 0 if there was none
 * @param version that of the stream; 0 if there was no such stream
 * @param state as it was told; missing if none was
 */
public record StreamLook(
        int client,
        String stream,
        String node,
        long startNanos,
        long endNanos,
        int status,
        long version,
        JsonNode state) {

    /** Tells whether the server said what the stream's version was. */
    public boolean tells() {
        return status == 200 || status == 404;
    }
}
