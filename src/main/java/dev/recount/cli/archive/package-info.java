/** The commands that keep the log, or parts of it, outside of its database. */
@NullMarked
package dev.recount.cli.archive;

import org.jspecify.annotations.NullMarked;
