package dev.recount.stream.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.function.Supplier;

/** A piece of work in a trace, from its beginning to its end; it is recorded only where the process is traced. */
public final class TracedWork {

    /** Work that is not traced. */
    public static final TracedWork UNTRACED = new TracedWork(Span.getInvalid());

    private static final String OF_THIS_PROGRAM = "dev.recount";

    private final Span span;

    private TracedWork(Span span) {
        this.span = span;
    }

    /**
     * Begins to serve a request, in the trace of the caller if it tells one, or below what somebody else has begun for
     * it.
     */
    public static TracedWork server(String name, Optional<String> traceparent) {
        Context current = Context.current();
        boolean isKnown = Span.fromContext(current).getSpanContext().isValid();
        return isKnown
                ? begin(name, SpanKind.INTERNAL, current)
                : begin(name, SpanKind.SERVER, Traceparent.context(traceparent));
    }

    /** Begins what is done for a caller whose trace is told; without one, nothing is traced. */
    public static TracedWork within(String name, Optional<String> traceparent) {
        Context parent = Traceparent.context(traceparent);
        return Span.fromContext(parent).getSpanContext().isValid() ? begin(name, SpanKind.INTERNAL, parent) : UNTRACED;
    }

    /**
     * Begins what is done because of an event, in the trace whose id the event's correlation is, if it is one. Which
     * part of that trace led to the event is not known any more: the parent is one that is not found.
     */
    public static TracedWork consumer(String name, String correlation) {
        boolean isTrace = TraceId.isValid(correlation);
        Context parent = isTrace
                ? Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                correlation,
                                correlation.substring(TraceId.getLength() / 2),
                                TraceFlags.getSampled(),
                                TraceState.getDefault())))
                : Context.root();
        return begin(name, SpanKind.CONSUMER, parent);
    }

    private static TracedWork begin(String name, SpanKind kind, Context parent) {
        return new TracedWork(GlobalOpenTelemetry.getOrNoop()
                .getTracer(OF_THIS_PROGRAM)
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(parent)
                .startSpan());
    }

    /** Notes something about it. */
    public TracedWork with(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    /** Notes a number about it. */
    public TracedWork with(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    /** Does something whose parts belong to it. */
    public <T> T around(Supplier<T> work) {
        if (this == UNTRACED) {
            return work.get();
        }
        try (Scope _ = span.makeCurrent()) {
            return work.get();
        }
    }

    /** Returns what tells others of the work that this thread is at, if that is part of a trace. */
    public static Optional<String> current() {
        return Traceparent.of(Context.current());
    }

    /** Notes that it failed, and why. */
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
    }

    /** Has what is done on another thread belong to the work that this thread is at. */
    public static Runnable carried(Runnable task) {
        return Context.current().wrap(task);
    }

    /** Ends it. */
    public void end() {
        span.end();
    }
}
