/**
 * The values that one stream at a time holds, beyond a single append: who holds one, which streams hold the same where
 * a name was added to streams of before, and the work by which it comes into force for them.
 *
 * <p>What a stream holds follows from its events, which it folds by {@link dev.recount.replay}. It knows no actor.
 */
@NullMarked
package dev.recount.claim;

import org.jspecify.annotations.NullMarked;
