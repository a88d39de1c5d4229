/**
 * The streams of persons whom the server has forgotten: what it keeps of an erasure in the log, as events like any
 * other.
 *
 * <p>It knows {@code dev.recount.model} alone, and nothing of keys.
 */
@NullMarked
package dev.recount.privacy.subject;

import org.jspecify.annotations.NullMarked;
