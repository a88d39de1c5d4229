/**
 * The snapshots of streams that are kept, and the removal of the others.
 *
 * <p>It knows nothing of what is in a snapshot, nor of how one is saved.
 */
@NullMarked
package dev.recount.stream.snapshot;

import org.jspecify.annotations.NullMarked;
