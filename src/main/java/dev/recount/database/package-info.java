/**
 * The databases that hold everything: opened, brought to today's schema, written to in shared commits, and closed last
 * of all.
 *
 * <p>It owns the differences of H2 and PostgreSQL. It knows nothing of what is stored.
 */
@NullMarked
package dev.recount.database;

import org.jspecify.annotations.NullMarked;
