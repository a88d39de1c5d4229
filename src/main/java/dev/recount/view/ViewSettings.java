package dev.recount.view;

import java.time.Duration;

/**
 * The settings with which views are kept and asked.
 *
 * @param recentRows the most rows of each view that are kept in memory to be changed, at least 1
 * @param connections the most queries that are asked at a time, at least 1
 * @param maxWaiting the most queries that may wait for their turn, at least 1; beyond it, they are refused
 * @param queryTimeout how long a query may take, and how long it may wait for its turn
 * @param waitTimeout how long a query waits for its view to see the event that it names
 */
public record ViewSettings(
        int recentRows, int connections, int maxWaiting, Duration queryTimeout, Duration waitTimeout) {}
