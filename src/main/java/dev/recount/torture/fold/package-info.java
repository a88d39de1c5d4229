/**
 * The rules of the example bank and shop, and what their views show, written once more from their documentation, so
 * that the server's answers can be held against them.
 *
 * <p>It uses nothing of the examples themselves: who shares their code shares their mistakes.
 */
@NullMarked
package dev.recount.torture.fold;

import org.jspecify.annotations.NullMarked;
