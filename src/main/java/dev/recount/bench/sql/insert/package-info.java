/**
 * The ways to write rows of the journal's table in one transaction, from plain statements to PostgreSQL's COPY.
 */
@NullMarked
package dev.recount.bench.sql.insert;

import org.jspecify.annotations.NullMarked;
