package dev.recount.view;

import java.time.Duration;

/**
 * The settings with which views are kept and asked.
 *
 * @param recentRows the most rows of each view that are kept in memory to be changed, at least 1
 * @param correctedAtOnce the most events of a stream that are read otherwise and taken in anew in one transaction with
 *     their correction, at least 0; where they are more, the past of the rows follows
 * @param connections the most queries that are asked at a time, at least 1
 * @param maxWaiting the most queries that may wait for their turn, at least 1; beyond it, they are refused
 * @param queryTimeout how long a query may take, and how long it may wait for its turn
 * @param waitTimeout how long a query waits for its view to see the event that it names
 */
public record ViewSettings(
        int recentRows,
        int correctedAtOnce,
        int connections,
        int maxWaiting,
        Duration queryTimeout,
        Duration waitTimeout) {

    /** Returns the same with another number of events that are taken in anew in one transaction. */
    public ViewSettings withCorrectedAtOnce(int events) {
        return new ViewSettings(recentRows, events, connections, maxWaiting, queryTimeout, waitTimeout);
    }
}
