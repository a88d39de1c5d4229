/**
 * A server for the integration tests of a domain, with a clock that stands still until a test moves it.
 *
 * <p>It is a room of its own because it needs all of the server, unlike the fixtures of {@code dev.recount.testing}. It
 * needs no test framework.
 */
@NullMarked
package dev.recount.testing.server;

import org.jspecify.annotations.NullMarked;
