/** The checks of streams: acknowledged commands are in the log, once, in order, and by the rules. */
@NullMarked
package dev.recount.torture.check.stream;

import org.jspecify.annotations.NullMarked;
