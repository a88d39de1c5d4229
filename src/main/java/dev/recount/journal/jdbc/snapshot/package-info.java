/**
 * The table of snapshots, which Pekko's plugin writes, as others read it and keep it small.
 *
 * <p>It knows under which name a state was saved, and nothing of what is in it.
 */
@NullMarked
package dev.recount.journal.jdbc.snapshot;

import org.jspecify.annotations.NullMarked;
