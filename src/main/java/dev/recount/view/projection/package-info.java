/**
 * The way from events to rows: a batch of the log at a time, in memory first, then in one transaction with how far it
 * has come.
 *
 * <p>It knows a generation and its table, and neither which generation is live nor who asks.
 */
@NullMarked
package dev.recount.view.projection;

import org.jspecify.annotations.NullMarked;
