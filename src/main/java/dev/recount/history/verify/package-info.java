/**
 * Proof that what is stored holds: every stream replayed from its first event, and every snapshot held against the
 * replay.
 */
@NullMarked
package dev.recount.history.verify;

import org.jspecify.annotations.NullMarked;
