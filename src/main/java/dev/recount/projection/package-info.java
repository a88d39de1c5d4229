/**
 * What Pekko's projections need to read the log: batches of it as their source, transactions, and how far each has come.
 *
 * <p>It knows nothing of what is done with the events.
 */
@NullMarked
package dev.recount.projection;

import org.jspecify.annotations.NullMarked;
