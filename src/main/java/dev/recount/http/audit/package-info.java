/**
 * The requests that come on record: which they are, and what of each.
 *
 * <p>It knows how a request is told, and not how it is recorded.
 */
@NullMarked
package dev.recount.http.audit;

import org.jspecify.annotations.NullMarked;
