/**
 * Commands to one stream, from their arrival to their answer: admission, decision, recording.
 *
 * <p>It owns who decides, in which order, what is remembered and what is refused. The decision itself is plain Java and
 * runs without an actor. It knows nothing of HTTP.
 */
@NullMarked
package dev.recount.stream;

import org.jspecify.annotations.NullMarked;
