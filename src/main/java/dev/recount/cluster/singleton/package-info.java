/**
 * The pieces of work that are done once in the whole cluster: which node does each, and how the others reach it there.
 *
 * <p>It knows nothing of what the work is.
 */
@NullMarked
package dev.recount.cluster.singleton;

import org.jspecify.annotations.NullMarked;
