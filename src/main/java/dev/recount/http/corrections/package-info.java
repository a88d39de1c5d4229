/**
 * Corrections of streams, over HTTP.
 */
@NullMarked
package dev.recount.http.corrections;

import org.jspecify.annotations.NullMarked;
