/**
 * The log: all events of all streams in one order that no reader ever sees a gap in.
 *
 * <p>It owns the positions and the one reader that everybody who follows the log shares. It knows nothing of who reads,
 * or why.
 */
@NullMarked
package dev.recount.log;

import org.jspecify.annotations.NullMarked;
