/** The outcome of a world: the differences of its decisions, counted, and what could not be decided again. */
@NullMarked
package dev.recount.replay.world.outcome;

import org.jspecify.annotations.NullMarked;
