/** Moves a journal from the embedded database into PostgreSQL: everything that holds truth, as it is. */
@NullMarked
package dev.recount.journal.jdbc.move;

import org.jspecify.annotations.NullMarked;
