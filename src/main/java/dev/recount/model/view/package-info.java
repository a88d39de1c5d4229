/**
 * The parts that a user implements to have a read model: the view, its rows, and how events change them.
 *
 * <p>It knows the events of the stream types that it reads, and no database: rows are records.
 */
@NullMarked
package dev.recount.model.view;

import org.jspecify.annotations.NullMarked;
