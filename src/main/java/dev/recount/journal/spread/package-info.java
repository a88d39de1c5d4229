/**
 * Several journals, each a database of its own, and which of them a stream is in.
 *
 * <p>It knows nothing of what is kept in a journal.
 */
@NullMarked
package dev.recount.journal.spread;

import org.jspecify.annotations.NullMarked;
