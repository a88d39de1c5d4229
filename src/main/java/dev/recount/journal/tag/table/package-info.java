/**
 * The tables of the tags of events, as they are written together with events, and read.
 *
 * <p>It owns the statements over those tables. It knows nothing of events, of which the tags follow.
 */
@NullMarked
package dev.recount.journal.tag.table;

import org.jspecify.annotations.NullMarked;
