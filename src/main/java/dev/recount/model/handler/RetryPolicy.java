package dev.recount.model.handler;

import java.time.Duration;

/**
 * The attempts at a reaction that fails, and the delays between them, before it waits for a person.
 *
 * @param attempts the most attempts in all, at least 1
 * @param firstDelay the time before the second attempt; it doubles from attempt to attempt
 * @param longestDelay the most time between two attempts
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration longestDelay) {

    /** Ten attempts over about five minutes: after 1 s, 2 s, 4 s and so on, at most a minute apart. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofMinutes(1));

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: " + attempts + " is not at least 1");
        }
        if (firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("firstDelay: is negative, or longer than longestDelay");
        }
    }

    /** Returns the delay after so many failed attempts. */
    public Duration delayAfter(int failedAttempts) {
        int doublings = Math.min(failedAttempts - 1, 30);
        Duration delay = firstDelay.multipliedBy(1L << doublings);
        return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    }
}
