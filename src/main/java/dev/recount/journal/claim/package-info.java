/**
 * The values that streams hold, as the journal keeps them: each by the name of its space and a code that stands for it.
 *
 * <p>It knows neither states, of which they follow, nor where they lie.
 */
@NullMarked
package dev.recount.journal.claim;

import org.jspecify.annotations.NullMarked;
