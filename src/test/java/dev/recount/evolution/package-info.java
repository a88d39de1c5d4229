/** Journals that were written by earlier code, read by that of today. */
@NullMarked
package dev.recount.evolution;

import org.jspecify.annotations.NullMarked;
