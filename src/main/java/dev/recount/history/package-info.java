/**
 * Time travel: the state of any stream as of a version or a time, what changed between two of them, and its whole
 * history.
 *
 * <p>It reads the journal and its snapshots over connections and threads of its own, and knows nothing of the streams'
 * actors: what it does neither wakes one nor takes the place of a writer.
 */
@NullMarked
package dev.recount.history;

import org.jspecify.annotations.NullMarked;
