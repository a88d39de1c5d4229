package dev.recount.stream;

/**
 * The bounds of commands that are decided on the events of several streams.
 *
 * @param maxEvents the most events that one is decided on; beyond it, it is refused
 * @param attempts how often one is decided on, as long as others come to its events meanwhile
 */
public record BoundarySettings(int maxEvents, int attempts) {}
