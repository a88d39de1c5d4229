/**
 * The form of commands, events and states as they are stored and sent, one codec for each stream type, and the one
 * reader of stored events.
 *
 * <p>It knows the model and how JSON is written, but neither actors nor SQL nor HTTP.
 */
@NullMarked
package dev.recount.journal.codec;

import org.jspecify.annotations.NullMarked;
