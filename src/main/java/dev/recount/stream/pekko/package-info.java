/**
 * The sharded persistent actor behind each stream, and the way to it through the cluster.
 *
 * <p>It is an adapter: what is decided, and in which order, is the affair of {@link dev.recount.stream}. It knows
 * nothing of HTTP.
 */
@NullMarked
package dev.recount.stream.pekko;

import org.jspecify.annotations.NullMarked;
