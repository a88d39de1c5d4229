/**
 * The parts that a user implements to have something done when events happen: handlers, their reactions, and what these
 * may do.
 *
 * <p>A handler acts outside the rules that are replayed: it sends commands, calls other systems and sets timers, at
 * least once for each event, and never again because a view is rebuilt.
 */
@NullMarked
package dev.recount.model.handler;

import org.jspecify.annotations.NullMarked;
