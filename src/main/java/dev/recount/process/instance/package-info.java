/**
 * The streams of processes: what one is told, what it notes of that and of what follows, its state, and the rules that
 * make the one of the other by the rules of its kind.
 *
 * <p>It knows no handler, view or actor; what belongs to other streams, it holds as JSON.
 */
@NullMarked
package dev.recount.process.instance;

import org.jspecify.annotations.NullMarked;
