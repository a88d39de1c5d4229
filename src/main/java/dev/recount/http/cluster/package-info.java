/**
 * What operators ask about the nodes of the cluster.
 *
 * <p>It owns the JSON of these answers. It decides nothing about nodes.
 */
@NullMarked
package dev.recount.http.cluster;

import org.jspecify.annotations.NullMarked;
