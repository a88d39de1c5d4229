/**
 * The reading of events by what was recorded about them later: corrections, each an event of the stream that it
 * corrects, and what they come to for a single event.
 *
 * <p>It owns the stored form of a correction. It knows neither what events mean nor where they lie.
 */
@NullMarked
package dev.recount.journal.correction;

import org.jspecify.annotations.NullMarked;
