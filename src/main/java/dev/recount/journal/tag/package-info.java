/**
 * The tags of events, as the journal keeps them: each as a text, by which events of several streams are found.
 *
 * <p>It knows neither events, of which they follow, nor where they lie.
 */
@NullMarked
package dev.recount.journal.tag;

import org.jspecify.annotations.NullMarked;
