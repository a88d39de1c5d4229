/**
 * What puts the work of administrators, failed log-ins and reading of personal data on record, as events of the
 * server's own streams.
 *
 * <p>It knows streams and what is recorded, and nothing of HTTP.
 */
@NullMarked
package dev.recount.audit;

import org.jspecify.annotations.NullMarked;
