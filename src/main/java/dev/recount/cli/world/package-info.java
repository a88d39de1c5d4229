/** The commands that ask what would have been decided, or would be, under other rules. */
@NullMarked
package dev.recount.cli.world;

import org.jspecify.annotations.NullMarked;
