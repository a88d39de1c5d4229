/**
 * Previews of commands: they are decided on as when they are sent, on the stream as it is or was, and nothing of that
 * is stored.
 *
 * <p>It has no rules and no decider of its own: a stream's actor decides on its present, and the same
 * {@link dev.recount.stream.CommandHandling} on what it was, or would be. It knows nothing of HTTP.
 */
@NullMarked
package dev.recount.preview;

import org.jspecify.annotations.NullMarked;
