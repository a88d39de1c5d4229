/**
 * The subscribers of a torture: each follows the whole log, and goes on at another node when its connection breaks.
 *
 * <p>It judges nothing of what it gets.
 */
@NullMarked
package dev.recount.torture.subscriber;

import org.jspecify.annotations.NullMarked;
