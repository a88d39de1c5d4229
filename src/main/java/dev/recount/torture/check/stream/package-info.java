/** The checks of streams: what clients were answered is in the log, once, in its order, and by the rules. */
@NullMarked
package dev.recount.torture.check.stream;

import org.jspecify.annotations.NullMarked;
