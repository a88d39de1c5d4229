/**
 * The archived events of a journal: where the bytes are that have moved out of its table, and how they are put
 * back into the events that are read.
 *
 * <p>It does not know how segments are made, nor where their files are.
 */
@NullMarked
package dev.recount.journal.stored.archived;

import org.jspecify.annotations.NullMarked;
