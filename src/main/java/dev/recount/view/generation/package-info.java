/**
 * The generations of a view's rows: what is kept of each, its tables, and how one takes the place of another.
 */
@NullMarked
package dev.recount.view.generation;

import org.jspecify.annotations.NullMarked;
