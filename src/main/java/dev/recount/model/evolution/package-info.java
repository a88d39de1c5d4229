/**
 * The evolution of events: those stored in an earlier form are read as today's by upcasters of the stored data, one
 * step each.
 *
 * <p>What is stored never changes. An event's form is its name and a revision; an upcaster makes of the fields of one
 * form those of the next, of another event, of several, or of none. Steps are chained until all that is left are
 * today's events.
 */
@NullMarked
package dev.recount.model.evolution;

import org.jspecify.annotations.NullMarked;
