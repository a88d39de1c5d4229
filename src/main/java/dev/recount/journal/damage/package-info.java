/**
 * The streams that are known to be damaged.
 *
 * <p>It owns what a node knows of them at the moment, for all who read streams. It looks for no damage itself.
 */
@NullMarked
package dev.recount.journal.damage;

import org.jspecify.annotations.NullMarked;
