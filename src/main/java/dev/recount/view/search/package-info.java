/**
 * The search of a generation's rows for what a query asks, in SQL, and the threads that do it.
 */
@NullMarked
package dev.recount.view.search;

import org.jspecify.annotations.NullMarked;
