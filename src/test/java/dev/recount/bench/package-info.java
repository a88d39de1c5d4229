/**
 * Measurements, each with a main method, to be run on an otherwise idle machine.
 *
 * <p>They print ratios between things measured in turn in one run, as machines differ and are shared.
 */
@NullMarked
package dev.recount.bench;

import org.jspecify.annotations.NullMarked;
