/**
 * The description of the HTTP interface as OpenAPI 3.1, which follows from the table of endpoints and from the domains'
 * records.
 *
 * <p>It owns no knowledge of its own about what is answered.
 */
@NullMarked
package dev.recount.http.openapi;

import org.jspecify.annotations.NullMarked;
