/** Measurements, to be run by hand on a quiet machine; no test depends on what they find. */
@NullMarked
package dev.recount.bench;

import org.jspecify.annotations.NullMarked;
