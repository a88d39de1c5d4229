/** The contest: each contender takes its turn in each round, and shows in the end that everything is stored. */
@NullMarked
package dev.recount.bench.contest;

import org.jspecify.annotations.NullMarked;
