/**
 * What those who change events hold their changes against, before stored events meet them: the schema of all events,
 * and samples of stored ones.
 */
@NullMarked
package dev.recount.journal.schema;

import org.jspecify.annotations.NullMarked;
