/**
 * The log over time: how many events happened when, and what of it is worth a mark. One follower of the log counts
 * them, so that nobody has to read the log to be told.
 *
 * <p>It owns the tables of those counts and marks. It knows no view, and nothing of how it is asked.
 */
@NullMarked
package dev.recount.timeline;

import org.jspecify.annotations.NullMarked;
