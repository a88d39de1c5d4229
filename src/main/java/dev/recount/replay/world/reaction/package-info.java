/**
 * The handlers that are run in a world: their reactions and timers, each where the record has its commands, or else at
 * once.
 *
 * <p>It owns the order in which they react. It knows nothing of how a command is decided, or what is told of it.
 */
@NullMarked
package dev.recount.replay.world.reaction;

import org.jspecify.annotations.NullMarked;
