/**
 * The tables of the values that streams hold, as they are written together with events, and read.
 *
 * <p>It owns the statements over those tables. It knows nothing of states, of which the values follow.
 */
@NullMarked
package dev.recount.journal.claim.table;

import org.jspecify.annotations.NullMarked;
