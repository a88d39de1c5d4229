/**
 * The places where a database can be: a folder of this machine, or a PostgreSQL server.
 *
 * <p>It knows how a place is written down, and not how it is reached.
 */
@NullMarked
package dev.recount.database.place;

import org.jspecify.annotations.NullMarked;
