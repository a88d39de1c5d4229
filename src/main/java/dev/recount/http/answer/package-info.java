/**
 * Answers of the HTTP interface: problem documents, CloudEvents, and what both are written with.
 *
 * <p>It knows nothing of requests.
 */
@NullMarked
package dev.recount.http.answer;

import org.jspecify.annotations.NullMarked;
