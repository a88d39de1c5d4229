/**
 * The counting of what follows from the events of all streams of a type: from one to the next, and again of those that
 * could not be counted.
 *
 * <p>It knows neither what is counted, nor where it is written.
 */
@NullMarked
package dev.recount.replay.counting;

import org.jspecify.annotations.NullMarked;
