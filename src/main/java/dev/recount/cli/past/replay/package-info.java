/**
 * Stepping through the past in a terminal: one event or rejected command after another, forwards and back.
 *
 * <p>It asks a running server for what it shows, and keeps no more of it than a page.
 */
@NullMarked
package dev.recount.cli.past.replay;

import org.jspecify.annotations.NullMarked;
