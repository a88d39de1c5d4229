/**
 * Commands to single streams, their states and their events.
 */
@NullMarked
package dev.recount.http.streams;

import org.jspecify.annotations.NullMarked;
