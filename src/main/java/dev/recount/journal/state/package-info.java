/**
 * The latest states of streams of which nothing else is kept, as they lie in the journal's database.
 *
 * <p>It owns the statements over their table. What is in a state, it does not know.
 */
@NullMarked
package dev.recount.journal.state;

import org.jspecify.annotations.NullMarked;
