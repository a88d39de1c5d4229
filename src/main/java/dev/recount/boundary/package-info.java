/**
 * Decisions on the events of several streams, at work: what is read for one, and the tagging of events of before.
 *
 * <p>It decides nothing itself: that is the matter of the stream that a command is sent to. It knows nothing of HTTP.
 */
@NullMarked
package dev.recount.boundary;

import org.jspecify.annotations.NullMarked;
