/**
 * The faults of a cluster while clients use it: which come when, by a seed, and the script that carries them out.
 *
 * <p>It knows nothing of clients.
 */
@NullMarked
package dev.recount.torture.fault;

import org.jspecify.annotations.NullMarked;
