package dev.recount.view;

import java.time.Duration;

/**
 * How views are kept and asked.
 *
 * @param recentRows the most rows of each view that are kept in memory to be changed, at least 1
 * @param connections the most queries that are asked at a time, at least 1
 * @param queryTimeout how long a query may take
 * @param waitTimeout how long a query waits for its view to see the event that it names
 */
public record ViewSettings(int recentRows, int connections, Duration queryTimeout, Duration waitTimeout) {}
