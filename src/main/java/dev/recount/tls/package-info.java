/**
 * Keys and certificates as they stand in files, for the server's side of HTTP and for the port of the nodes alike:
 * their text, what TLS takes them as, when they end, and the reading of them again.
 *
 * <p>It knows neither who shows a certificate nor to whom.
 */
@NullMarked
package dev.recount.tls;

import org.jspecify.annotations.NullMarked;
