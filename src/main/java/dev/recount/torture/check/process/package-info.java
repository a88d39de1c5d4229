/**
 * The checks of processes: that each step was taken once, that what was undone is what was done, and that none waits
 * for nothing.
 */
@NullMarked
package dev.recount.torture.check.process;

import org.jspecify.annotations.NullMarked;
