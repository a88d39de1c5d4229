/**
 * Event handlers at work: each event of the log is reacted to at least once, the events of a stream one after another.
 *
 * <p>It owns the order in which one handler's work is done: new events, what is tried again, what is parked, and
 * timers. It uses {@link dev.recount.handler.reaction} for an attempt and {@link dev.recount.handler.store} for what
 * must be remembered, and knows nothing of HTTP.
 */
@NullMarked
package dev.recount.handler;

import org.jspecify.annotations.NullMarked;
