/**
 * Recorded decisions that are made again: what was decided, as it is written into a file, and how today's rules differ.
 *
 * <p>It owns the form of that file, what counts as a difference, and how one is approved. It folds nothing itself, and
 * knows neither where decisions come from, nor who wants to know.
 */
@NullMarked
package dev.recount.replay.regression;

import org.jspecify.annotations.NullMarked;
