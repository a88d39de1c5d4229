package dev.recount.stream.load;

import dev.recount.model.StreamId;

/**
 * A stream that gets many commands.
 *
 * @param commands how many it got within the last minute, at least
 */
public record BusyStream(StreamId stream, long commands) {}
