/**
 * The sharded persistent actor behind each stream: commands in, events out.
 *
 * <p>It owns what happens between a command's arrival and its answer: who decides, in which order, what is remembered,
 * what is refused. The decision itself is plain Java and runs without an actor. It knows nothing of HTTP.
 */
@NullMarked
package dev.recount.stream;

import org.jspecify.annotations.NullMarked;
