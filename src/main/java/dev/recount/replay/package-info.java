/**
 * The one engine of folds: states made of snapshots and events, by the same pure functions for all who ask.
 *
 * <p>It owns what a state is saved with and what a fold does about events that cannot be read. It knows no actor, no
 * command that is under way, and nothing of HTTP.
 */
@NullMarked
package dev.recount.replay;

import org.jspecify.annotations.NullMarked;
