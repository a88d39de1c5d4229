/**
 * The log: all events of all streams in one order that no reader ever sees a gap in.
 *
 * <p>It owns the positions and the one reader that all followers of the log share. It knows nothing of who reads,
 * or why.
 */
@NullMarked
package dev.recount.log;

import org.jspecify.annotations.NullMarked;
