/**
 * A stream as its events have made it: the fold, what it remembers of its commands, and its saved form.
 *
 * <p>Plain Java, all of it immutable. It knows neither actors nor who asks.
 */
@NullMarked
package dev.recount.stream.state;

import org.jspecify.annotations.NullMarked;
