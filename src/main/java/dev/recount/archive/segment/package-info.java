/**
 * The form of the files in which a sealed log is kept outside of its database.
 *
 * <p>It knows neither where files are stored, nor where events come from.
 */
@NullMarked
package dev.recount.archive.segment;

import org.jspecify.annotations.NullMarked;
