/**
 * The measurements of {@code recount bench}: the cost of the database, and the cost that Recount adds to it, in turn
 * and in one run.
 *
 * <p>It stands beside the server, and uses it as it is; nothing of the server knows it. What it needs of a database it
 * makes and removes itself.
 */
@NullMarked
package dev.recount.bench;

import org.jspecify.annotations.NullMarked;
