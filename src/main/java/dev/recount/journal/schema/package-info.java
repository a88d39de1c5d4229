/**
 * The schema of all events, and samples of stored ones: a change of events is held against both before it meets stored
 * events.
 */
@NullMarked
package dev.recount.journal.schema;

import org.jspecify.annotations.NullMarked;
