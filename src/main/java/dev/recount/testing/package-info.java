/**
 * The fixtures for the tests of a domain: its aggregates, upcasters, views and handlers, in memory, with what is stored
 * written and read back as a server does it.
 *
 * <p>They need no server and no test framework: what does not hold throws an {@link AssertionError}.
 */
@NullMarked
package dev.recount.testing;

import org.jspecify.annotations.NullMarked;
