/**
 * Pekko Persistence's plug-ins over the journal: how a persistent actor's events and snapshots are written, read and
 * serialized.
 *
 * <p>It stands between Pekko's JDBC plug-ins and {@link dev.recount.journal}, and knows nothing of what the events
 * mean.
 */
@NullMarked
package dev.recount.stream.pekko.journal;

import org.jspecify.annotations.NullMarked;
