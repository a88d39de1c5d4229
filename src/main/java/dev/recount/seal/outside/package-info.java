/**
 * The memory of checkpoints outside of the databases, where those do not reach who can change them: witnesses, who sign
 * what goes on from what they have signed before, and copies.
 *
 * <p>It reads what was sealed, and is never in the way of the sealing.
 */
@NullMarked
package dev.recount.seal.outside;

import org.jspecify.annotations.NullMarked;
