/**
 * The grounds for judging a run: its evidence in the order of streams, the bounds of a stream's version at a moment,
 * and the kinds of violations. The checks themselves are in the packages below.
 *
 * <p>Everything here depends on the evidence alone, so that it can be judged again at any time.
 */
@NullMarked
package dev.recount.torture.check;

import org.jspecify.annotations.NullMarked;
