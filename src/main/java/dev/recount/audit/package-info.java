/**
 * The record of what administrators do, of failed log-ins and of reading of personal data, as it is written: as events
 * of the server's own streams.
 *
 * <p>It knows streams and what is recorded, and nothing of HTTP.
 */
@NullMarked
package dev.recount.audit;

import org.jspecify.annotations.NullMarked;
