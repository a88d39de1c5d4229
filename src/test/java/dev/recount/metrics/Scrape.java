package dev.recount.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The series that {@code GET /metrics} tells.
 *
 * @param series the values, by their names with their labels in alphabetical order, as they are written
 */
public record Scrape(Map<String, Double> series) {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*(?:\\{.*})?) (\\S+)");

    /** Scrapes a server. */
    public static Scrape of(TestClient client) {
        HttpResponse<String> answer =
                client.sendPlainly(client.request("/metrics").GET().build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=UTF-8");
        var series = new TreeMap<String, Double>();
        answer.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            assertThat(series.put(parts.group(1), number(parts.group(2))))
                    .as("%s is there twice", parts.group(1))
                    .isNull();
        });
        return new Scrape(series);
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /** Scrapes a server until it tells what is expected. */
    public static Scrape await(TestClient client, Predicate<Scrape> expected) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Scrape scrape = of(client);
        while (!expected.test(scrape)) {
            assertThat(System.nanoTime()).as("in vain: %s", scrape).isLessThan(deadline);
            Pause.briefly();
            scrape = of(client);
        }
        return scrape;
    }

    /** Returns a value. */
    public double value(String name) {
        return series.getOrDefault(name, Double.NaN);
    }

    /** Returns what is the server's own, without histograms. */
    @Override
    public String toString() {
        return series.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith("recount_") && !each.getKey().contains("_bucket"))
                .map(Map.Entry::toString)
                .collect(Collectors.joining("\n"));
    }

    /** Returns the names of all metrics, without their labels. */
    public Set<String> names() {
        return series.keySet().stream()
                .map(name -> name.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }
}
