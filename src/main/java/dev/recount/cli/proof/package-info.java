/**
 * The commands that get proofs of what was recorded.
 *
 * <p>They ask a running server, and check nothing themselves: that is for a program that shares no code with it.
 */
@NullMarked
package dev.recount.cli.proof;

import org.jspecify.annotations.NullMarked;
