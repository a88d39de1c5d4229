/** The move of a journal, and of the keys of its personal data, from the embedded database into PostgreSQL: everything
 * that holds truth, as it is. */
@NullMarked
package dev.recount.server.move;

import org.jspecify.annotations.NullMarked;
