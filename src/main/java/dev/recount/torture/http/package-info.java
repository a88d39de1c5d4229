/**
 * Requests to the nodes of a cluster, each of which ends in time, and their outcomes.
 */
@NullMarked
package dev.recount.torture.http;

import org.jspecify.annotations.NullMarked;
