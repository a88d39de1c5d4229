/**
 * The metrics of a server, as Prometheus reads them.
 *
 * <p>It is the only package that knows the library of the meters: others have small listeners, or can be asked. The
 * names in labels come from the domains that are served, never from a client, so that there is a bounded number of
 * them. What only the database knows is looked up beside a scrape, which therefore never waits long.
 */
@NullMarked
package dev.recount.metrics;

import org.jspecify.annotations.NullMarked;
