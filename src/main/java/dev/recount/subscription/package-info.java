/**
 * Readers of the log from outside: which events they want, how far they are, and the way from there.
 *
 * <p>It knows nothing of how events are asked for and sent, such as HTTP.
 */
@NullMarked
package dev.recount.subscription;

import org.jspecify.annotations.NullMarked;
