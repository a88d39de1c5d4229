package dev.recount.history.scrub;

import java.time.Duration;

/**
 * The settings for the search for damage.
 *
 * @param eventsPerSecond how fast it goes; 0 if it is not to go round at all
 * @param interval the shortest time from the beginning of one round to that of the next
 */
public record ScrubSettings(int eventsPerSecond, Duration interval) {}
