/**
 * Worlds: what would have been decided, or would be, under other rules and with other events, folded from the same log
 * by the same functions as everything else.
 *
 * <p>It owns the way of recorded decisions through two sets of rules side by side, and the differences. It knows
 * neither where the streams of a world are kept, nor who asked for it.
 */
@NullMarked
package dev.recount.replay.world;

import org.jspecify.annotations.NullMarked;
