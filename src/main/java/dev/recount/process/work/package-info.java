/**
 * Processes at work: what a kind of process is made of, which are a stream type, two handlers that follow the log, and
 * two views.
 *
 * <p>It owns how events reach a process, and how its commands and timers leave it. It has no machinery of its own: what
 * it makes is worked by the rooms of streams, handlers and views.
 */
@NullMarked
package dev.recount.process.work;

import org.jspecify.annotations.NullMarked;
