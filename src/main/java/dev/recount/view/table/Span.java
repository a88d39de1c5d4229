package dev.recount.view.table;

import java.time.Instant;

/**
 * A row that held for a while.
 *
 * @param held the row, with the time from which on it held
 * @param to the time from which on it held no more, later than {@code from}
 */
public record Span<R>(Held<R> held, Instant to) {}
