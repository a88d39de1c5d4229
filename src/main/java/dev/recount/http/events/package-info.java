/**
 * The log as the outside reads and follows it: pages of JSON, and Server-Sent Events.
 *
 * <p>It owns the ways in which readers get on through the log, and how they are told where they are. What the log is
 * made of, and in which order, is the journal's business.
 */
@NullMarked
package dev.recount.http.events;

import org.jspecify.annotations.NullMarked;
