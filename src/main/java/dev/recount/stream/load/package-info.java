/**
 * The load of single streams: which of them get the most commands, in little memory however many streams there are.
 */
@NullMarked
package dev.recount.stream.load;

import org.jspecify.annotations.NullMarked;
