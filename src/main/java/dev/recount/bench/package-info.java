/**
 * What {@code recount bench} does: measures what the database charges and what Recount adds to it, in turn and in one
 * run.
 *
 * <p>It stands beside the server, and uses it as it is; nothing of the server knows it. What it needs of a database it
 * makes and removes itself.
 */
@NullMarked
package dev.recount.bench;

import org.jspecify.annotations.NullMarked;
