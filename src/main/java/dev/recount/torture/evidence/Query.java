package dev.recount.torture.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A question about one row of a view.
 *
 * @param stream the stream that the row is made of, as {@code type/id}
 * @param token the event that the row had to have seen, as {@code type/id@version}
 * @param status that of the answer; 0 if there was none
 * @param position the position up to which the view had taken in the log; empty if it was not told
 * @param row as it was told; missing if none was
 */
public record Query(
        int client,
        String view,
        String stream,
        String token,
        String node,
        long startNanos,
        long endNanos,
        int status,
        String position,
        JsonNode row) {

    /** Returns the version that the row had to have seen. */
    public long version() {
        return Long.parseLong(token.substring(token.lastIndexOf('@') + 1));
    }
}
