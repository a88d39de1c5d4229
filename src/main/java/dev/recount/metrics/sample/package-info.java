/**
 * The last hour of a node's measurements, kept in memory: one every few seconds of the meters that there are. It knows
 * nothing of what they measure.
 */
@NullMarked
package dev.recount.metrics.sample;

import org.jspecify.annotations.NullMarked;
