/**
 * Time travel over HTTP: what changed in a stream between two points of its past, and its history event by event.
 */
@NullMarked
package dev.recount.http.history;

import org.jspecify.annotations.NullMarked;
