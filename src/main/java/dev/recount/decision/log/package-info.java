/**
 * The decisions of all streams in one order: accepted commands in that of the log, and the rejections between them.
 *
 * <p>It owns the order and the positions of its readers. It knows nothing of who reads, or why.
 */
@NullMarked
package dev.recount.decision.log;

import org.jspecify.annotations.NullMarked;
