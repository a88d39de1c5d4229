/**
 * Clients that pay into accounts: in a closed loop, where each waits for its answer, or at a rate that waits for no
 * answer.
 */
@NullMarked
package dev.recount.bench.load;

import org.jspecify.annotations.NullMarked;
