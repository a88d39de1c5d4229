/**
 * The settlement of what streams of several journals hold: values are kept for a stream before its events are stored in
 * its own journal, and are written as held in the home journal after that.
 *
 * <p>It owns the order of these steps, and what becomes of those that a crash has broken off. It knows nothing of
 * states, of which the values follow.
 */
@NullMarked
package dev.recount.claim.settlement;

import org.jspecify.annotations.NullMarked;
