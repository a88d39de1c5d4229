/**
 * Connections of clients, before anything on them is a request: how many there may be, how long one may take to say
 * what it wants, and whether its bytes can be read in one way only. It knows no endpoint.
 */
@NullMarked
package dev.recount.http.connection;

import org.jspecify.annotations.NullMarked;
