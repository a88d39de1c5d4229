/**
 * Plain Pekko Persistence JDBC with the configuration and the schema of its documentation, for comparison.
 */
@NullMarked
package dev.recount.bench.pekko;

import org.jspecify.annotations.NullMarked;
