package dev.recount.stream.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form in which the W3C's recommendation "Trace Context" names a piece of work; one that is malformed names none.
 */
public final class Traceparent {

    private static final String NAME = "traceparent";

    private static final TextMapGetter<Map<String, String>> GETTER =
            (carrier, key) -> carrier == null ? null : carrier.get(key);

    private Traceparent() {}

    /** Returns the id of a trace that its caller keeps; nothing if it does not, as it could not be looked up. */
    public static Optional<String> keptTrace(String traceparent) {
        SpanContext parent = Span.fromContext(context(Optional.of(traceparent))).getSpanContext();
        return parent.isValid() && parent.isSampled() ? Optional.of(parent.getTraceId()) : Optional.empty();
    }

    static Context context(Optional<String> traceparent) {
        return traceparent
                .map(text ->
                        W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of(NAME, text), GETTER))
                .orElse(Context.root());
    }

    static Optional<String> of(Context context) {
        var carrier = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(context, carrier, (map, key, value) -> {
            if (map != null) {
                map.put(key, value);
            }
        });
        return Optional.ofNullable(carrier.get(NAME));
    }
}
