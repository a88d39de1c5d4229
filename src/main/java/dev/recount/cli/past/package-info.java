/**
 * The commands that show a stream's state, its past, what changed and what was decided, as a running server tells them
 * over HTTP.
 */
@NullMarked
package dev.recount.cli.past;

import org.jspecify.annotations.NullMarked;
