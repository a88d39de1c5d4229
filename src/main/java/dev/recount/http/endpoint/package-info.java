/**
 * The table of endpoints, and the one way of a request through it.
 *
 * <p>It owns the paths, the rights, and the last word on failures. It knows nothing of what any endpoint does.
 */
@NullMarked
package dev.recount.http.endpoint;

import org.jspecify.annotations.NullMarked;
