/**
 * Corrections at work: drafts held against the stream that they are about, folded forward before anything is stored,
 * and handed to that stream.
 *
 * <p>It knows neither HTTP nor the command line. How corrections are stored, and laid over what is read, is the affair
 * of {@code journal.correction}.
 */
@NullMarked
package dev.recount.correction;

import org.jspecify.annotations.NullMarked;
