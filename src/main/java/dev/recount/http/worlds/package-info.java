/** Worlds over HTTP: questions of requests read, and what is told of worlds as JSON. */
@NullMarked
package dev.recount.http.worlds;

import org.jspecify.annotations.NullMarked;
