/**
 * Hostile requests of all kinds at random, by a seed that can be given again. None of them asks for anything that would
 * change the log, whatever the server makes of it.
 */
@NullMarked
package dev.recount.http.fuzz;

import org.jspecify.annotations.NullMarked;
