/**
 * The rows in which processes and their timers are listed, and how the events of processes change them.
 *
 * <p>It knows the events of processes alone.
 */
@NullMarked
package dev.recount.process.view;

import org.jspecify.annotations.NullMarked;
