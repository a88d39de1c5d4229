/**
 * The origin of rows: which events made a row what it is, found by the view's own rules, and never guessed.
 *
 * <p>It reads rows and the log, and writes nothing.
 */
@NullMarked
package dev.recount.view.origin;

import org.jspecify.annotations.NullMarked;
