/**
 * A running server: its settings, its domains, its parts put together, its beginning and its end.
 *
 * <p>It is the only package that sees configuration files, and the only one that knows all the others' parts.
 */
@NullMarked
package dev.recount.server;

import org.jspecify.annotations.NullMarked;
