package dev.recount.handler;

import java.time.Duration;

/**
 * The settings with which event handlers work.
 *
 * @param parallelism the most streams that one handler reacts to at a time, at least 1
 * @param reactionTimeout how long a reaction may take before it counts as failed
 * @param stopTimeout how long reactions may take to finish when the server stops, or a handler is paused
 */
public record HandlerSettings(int parallelism, Duration reactionTimeout, Duration stopTimeout) {}
