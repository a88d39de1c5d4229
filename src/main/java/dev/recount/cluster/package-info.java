/**
 * The services of the nodes of a cluster to one another: each piece of work that may not be done twice at a time is
 * done by one of them, and what is stored by one is seen by all at once.
 *
 * <p>It knows nothing of views, handlers or streams.
 */
@NullMarked
package dev.recount.cluster;

import org.jspecify.annotations.NullMarked;
