/**
 * The tracing of a command's way: its parts tell OpenTelemetry about themselves, so that they are found in one trace.
 *
 * <p>It is the only package that knows OpenTelemetry, of which it takes what is registered in the process, as by its
 * agent; where nothing is, it does nothing. It stores nothing and decides nothing.
 */
@NullMarked
package dev.recount.stream.trace;

import org.jspecify.annotations.NullMarked;
