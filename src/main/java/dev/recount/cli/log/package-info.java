/**
 * The lines that a server logs, held down where one failure repeats itself.
 *
 * <p>It knows Logback, and nothing of what is logged.
 */
@NullMarked
package dev.recount.cli.log;

import org.jspecify.annotations.NullMarked;
