/**
 * The settings of a server: read from a file over the defaults, each held within its bounds.
 *
 * <p>It knows how settings are written down. It starts nothing, and does nothing about what is set.
 */
@NullMarked
package dev.recount.server.settings;

import org.jspecify.annotations.NullMarked;
