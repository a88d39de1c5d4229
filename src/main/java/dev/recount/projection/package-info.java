/**
 * The needs of Pekko's projections when they read the log: batches of it as their source, transactions, the offset of
 * each, and its pauses.
 *
 * <p>It knows nothing of what is done with the events.
 */
@NullMarked
package dev.recount.projection;

import org.jspecify.annotations.NullMarked;
