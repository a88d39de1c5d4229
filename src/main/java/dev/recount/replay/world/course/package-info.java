/**
 * The streams of a world, each under two sets of rules side by side, folded and decided on.
 *
 * <p>It owns what a stream of a world is, and how one leaves the memory. It knows neither the record, nor the question.
 */
@NullMarked
package dev.recount.replay.world.course;

import org.jspecify.annotations.NullMarked;
