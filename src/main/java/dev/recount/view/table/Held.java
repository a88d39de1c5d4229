package dev.recount.view.table;

import java.time.Instant;

/**
 * A row with the time from which on it holds.
 *
 * @param since the time of the event that made it so
 */
public record Held<R>(R row, Instant since) {}
