/**
 * The faults of a cluster while clients use it: their plan, which follows from a seed, and the script that carries them
 * out.
 *
 * <p>It knows nothing of clients.
 */
@NullMarked
package dev.recount.torture.fault;

import org.jspecify.annotations.NullMarked;
