/**
 * The positions of readers in the log, and the places of events in the log of each journal.
 *
 * <p>It knows how both are ordered and written down, and nothing of how the log is read.
 */
@NullMarked
package dev.recount.log.position;

import org.jspecify.annotations.NullMarked;
