/**
 * Streams that are carried over into others: the mark of an event that is a copy of another stream's, and the event
 * that says where a stream has gone.
 *
 * <p>It owns the stored form of both. It knows neither what events mean nor who copies them.
 */
@NullMarked
package dev.recount.journal.migration;

import org.jspecify.annotations.NullMarked;
