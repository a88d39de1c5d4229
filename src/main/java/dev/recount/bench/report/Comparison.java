package dev.recount.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An earlier report, against which another one is held: by ratios and costs, as rates tell more of the machine than of
 * what ran on it.
 */
public final class Comparison {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode earlier;

    private Comparison(JsonNode earlier) {
        this.earlier = earlier;
    }

    /**
     * Reads a report as {@link JsonReport} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Comparison with(String json) {
        try {
            JsonNode report = JSON.readTree(json);
            if (!report.path("figures").isArray()
                    || report.path("database").asText().isEmpty()) {
                throw new IllegalArgumentException("it is no report of a bench");
            }
            return new Comparison(report);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("it is no JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** Prints what is otherwise. */
    public void print(BenchReport now, PrintWriter out) {
        out.println();
        out.println("Before: " + earlier.path("database").asText() + "; "
                + earlier.path("machine").asText() + "; "
                + earlier.path("clients").asInt() + " clients, "
                + earlier.path("accounts").asInt() + " accounts");
        out.println(String.format(
                Locale.ROOT, "%-11s%22s%22s%22s%22s", "", "ratio", "p99 ms", "CPU µs, DB included", "bytes"));
        for (Figures figures : now.figures()) {
            find(figures.discipline().key())
                    .ifPresentOrElse(
                            before -> out.println(line(now, figures, before)),
                            () -> out.println(figures.discipline().key() + ": not measured before"));
        }
        out.println("before → now, and now as a part of before");
        out.flush();
    }

    private Optional<JsonNode> find(String key) {
        for (JsonNode each : earlier.path("figures")) {
            if (each.path("entry").asText().equals(key)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String line(BenchReport report, Figures now, JsonNode before) {
        return String.format(
                Locale.ROOT,
                "%-11s%s%s%s%s",
                now.discipline().key(),
                change("%.3f", number(before, "ratio"), report.ratio(now), 1),
                change("%.1f", number(before, "p99Micros"), now.latencyMicros(99), 1_000),
                change(
                        "%.1f",
                        plus(number(before, "cpuMicros"), number(before, "databaseCpuMicros")),
                        plus(OptionalDouble.of(now.cpuMicros()), now.databaseCpuMicros()),
                        1),
                change("%,.0f", number(before, "allocatedBytes"), OptionalDouble.of(now.allocatedBytes()), 1));
    }

    private static OptionalDouble number(JsonNode before, String field) {
        return before.path(field).isNumber()
                ? OptionalDouble.of(before.path(field).asDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble plus(OptionalDouble one, OptionalDouble more) {
        return one.isPresent() ? OptionalDouble.of(one.getAsDouble() + more.orElse(0)) : one;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library that nothing else needs
    private static String change(String format, OptionalDouble before, OptionalDouble now, double unit) {
        if (before.isEmpty() || now.isEmpty()) {
            return String.format(Locale.ROOT, "%22s", "-");
        }
        String text = String.format(Locale.ROOT, format, before.getAsDouble() / unit) + " → "
                + String.format(Locale.ROOT, format, now.getAsDouble() / unit)
                + String.format(Locale.ROOT, " %.2f", now.getAsDouble() / before.getAsDouble());
        return String.format(Locale.ROOT, "%22s", text);
    }
}
