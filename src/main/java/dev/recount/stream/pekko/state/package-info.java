/**
 * Pekko's durable states, kept by our own writers: the latest state of each stream of which nothing else is kept.
 *
 * <p>It owns how a stream's state is put into the table of states and read back, and knows no command and no decision.
 */
@NullMarked
package dev.recount.stream.pekko.state;

import org.jspecify.annotations.NullMarked;
