/**
 * The memory of event handlers, as tables of a database: what is still to be done, timers, and where each
 * handler stands.
 *
 * <p>It owns every SQL statement about handlers. It knows nothing of reactions, and decides nothing: not what is tried,
 * nor when.
 */
@NullMarked
package dev.recount.handler.store;

import org.jspecify.annotations.NullMarked;
