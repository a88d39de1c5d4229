/**
 * The tables of events and snapshots, for readers past the streams' actors.
 *
 * <p>It owns the statements that read a stream. It knows under which names events and states were saved, and nothing of
 * what is in them.
 */
@NullMarked
package dev.recount.journal.stored;

import org.jspecify.annotations.NullMarked;
