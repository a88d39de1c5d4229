/**
 * The watch over the checkpoints that nodes publish.
 *
 * <p>It writes down what it sees; whether that can all be of one history, others judge.
 */
@NullMarked
package dev.recount.torture.seal;

import org.jspecify.annotations.NullMarked;
