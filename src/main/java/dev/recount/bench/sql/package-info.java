/**
 * What can be done with the database directly; all that is said of Recount's speed is said against this.
 */
@NullMarked
package dev.recount.bench.sql;

import org.jspecify.annotations.NullMarked;
