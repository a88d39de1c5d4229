/**
 * PostgreSQL as this process reaches it: what every connection is opened with, and whether the server is there at all.
 *
 * <p>It knows nothing of what is stored.
 */
@NullMarked
package dev.recount.database.postgres;

import org.jspecify.annotations.NullMarked;
