/**
 * Read models at work: each view's projection, its generations, and what is asked of it.
 *
 * <p>A generation is one building of a view's rows: where rules have changed, a new one is built beside the live one
 * and takes its place once it has caught up. This package decides when; what a row is in SQL is known to its tables
 * alone, and it knows nothing of HTTP.
 */
@NullMarked
package dev.recount.view;

import org.jspecify.annotations.NullMarked;
