/**
 * How the stored data of events of earlier forms becomes that of today's events.
 *
 * <p>It knows the model's upcasters and JSON, and neither the frame in which an event's data is stored nor where.
 */
@NullMarked
package dev.recount.journal.evolution;

import org.jspecify.annotations.NullMarked;
