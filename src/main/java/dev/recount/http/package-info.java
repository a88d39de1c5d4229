/**
 * The HTTP face of the server.
 *
 * <p>An endpoint translates: it decodes a request, calls the streams or the journal, and turns the outcome into a
 * response. No rule of the product lives here.
 */
@NullMarked
package dev.recount.http;

import org.jspecify.annotations.NullMarked;
