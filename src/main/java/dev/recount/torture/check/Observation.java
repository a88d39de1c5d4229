package dev.recount.torture.check;

/**
 * The observation that a stream was at a version, or beyond it, at a moment.
 *
 * @param atNanos when a client knew it
 * @param shownBy the record that says so
 */
public record Observation(long version, long atNanos, Record shownBy) {}
