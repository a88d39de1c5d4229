/** Measurements, to be run by hand: what something costs, in figures that depend on the machine and ratios that hardly do. */
@NullMarked
package dev.recount.bench;

import org.jspecify.annotations.NullMarked;
