/**
 * The schema of all events and commands: a change of them is held against it before it meets those that are stored or
 * recorded.
 */
@NullMarked
package dev.recount.journal.schema;

import org.jspecify.annotations.NullMarked;
