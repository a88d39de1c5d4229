/**
 * Migrations at work: they copy the events of streams into others, follow the log until they have caught up, and end
 * each stream that has been copied.
 *
 * <p>A migration is a follower of the log like an event handler, whose machinery it uses: it sees each event at least
 * once, in the order of its stream. That each is copied once is seen to by the stream that the copy goes into. It knows
 * no HTTP.
 */
@NullMarked
package dev.recount.migration;

import org.jspecify.annotations.NullMarked;
