/**
 * The segments: files into which bytes have moved that were in rows before, read line by line.
 *
 * <p>It knows neither where files are stored, nor what their lines say.
 */
@NullMarked
package dev.recount.database.segment;

import org.jspecify.annotations.NullMarked;
