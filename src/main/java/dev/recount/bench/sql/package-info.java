/** The work of the database alone; everything that is said of Recount's speed is compared with this. */
@NullMarked
package dev.recount.bench.sql;

import org.jspecify.annotations.NullMarked;
