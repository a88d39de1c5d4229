/**
 * A hotel, as an example of a value that one stream at a time holds: a room has one guest.
 *
 * <p>It owns the rules of a guest. It knows the programming model and nothing else of the server. The checker of a
 * cluster uses it.
 */
@NullMarked
package dev.recount.example.hotel;

import org.jspecify.annotations.NullMarked;
