/**
 * Requests as the HTTP interface reads them: headers, queries, the names in paths, the bodies of commands. Whatever may
 * not be is a problem that names where it stands.
 */
@NullMarked
package dev.recount.http.request;

import org.jspecify.annotations.NullMarked;
