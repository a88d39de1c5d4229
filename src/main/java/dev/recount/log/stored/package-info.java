/**
 * The log as it lies in the table of a journal: the queries of its order, its rows, and the places of events in it. It
 * reads no event: what is in a row is nothing but bytes here.
 */
@NullMarked
package dev.recount.log.stored;

import org.jspecify.annotations.NullMarked;
