/**
 * The streams in which the server keeps what administrators do, how the callers change, which log-ins have failed, and
 * who has read personal data: events like any other, a stream a day of each part.
 *
 * <p>It knows {@code dev.recount.model} alone, and nothing of how they are stored.
 */
@NullMarked
package dev.recount.administration;

import org.jspecify.annotations.NullMarked;
