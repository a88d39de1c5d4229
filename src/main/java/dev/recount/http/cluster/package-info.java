/**
 * The endpoints that tell operators about the nodes of the cluster.
 *
 * <p>It owns the JSON of these answers. It decides nothing about nodes.
 */
@NullMarked
package dev.recount.http.cluster;

import org.jspecify.annotations.NullMarked;
