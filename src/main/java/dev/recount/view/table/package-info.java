/**
 * The rows of views as SQL tables: their columns, their past, and the generations that exist.
 *
 * <p>It owns every SQL statement that touches a view, and knows nothing of events.
 */
@NullMarked
package dev.recount.view.table;

import org.jspecify.annotations.NullMarked;
