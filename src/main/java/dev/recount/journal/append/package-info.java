/**
 * Rows on their way into the journal: events and, in the same commits, snapshots.
 *
 * <p>It owns the statements that write to the tables of events. It knows nothing of what the events mean.
 */
@NullMarked
package dev.recount.journal.append;

import org.jspecify.annotations.NullMarked;
