/**
 * The journal as tables of a database: the schema, the writers of events, and their readers.
 *
 * <p>It owns every SQL statement that touches the journal, and stands between Pekko's JDBC plugins and the database. It knows
 * nothing of what the events mean.
 */
@NullMarked
package dev.recount.journal.jdbc;

import org.jspecify.annotations.NullMarked;
