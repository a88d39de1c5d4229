/**
 * Transactions: commands to several streams of one journal, all of which are carried out, or none.
 *
 * <p>It owns the order in which streams hold still, how many of them and for how long, and what is answered. What a
 * stream decides is the stream's affair; that all is stored or nothing, the journal's. It knows nothing of HTTP.
 */
@NullMarked
package dev.recount.transaction;

import org.jspecify.annotations.NullMarked;
