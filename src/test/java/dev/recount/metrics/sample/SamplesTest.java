package dev.recount.metrics.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.metrics.sample.Measured.Series;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Samples samples = new Samples(registry, () -> {}, InstantSource.fixed(NOW));

    private static List<Double> values(Measured measured, String name) {
        return measured.series().stream()
                .filter(series -> series.name().name().equals(name))
                .map(Series::values)
                .findFirst()
                .orElse(List.of());
    }

    @Test
    void tellWhatIsCountedByTheSecond() {
        var counter = registry.counter("recount.things");
        samples.take();
        counter.increment(10);
        samples.take();
        samples.take();
        List<Double> rates = values(samples.last(Duration.ofHours(1)), "recount.things");
        assertThat(rates).hasSize(3);
        assertThat(rates.get(0)).isNaN();
        assertThat(rates.get(1)).isPositive();
        assertThat(rates.get(2)).isZero();
    }

    @Test
    void tellHowLongThingsTook() {
        Timer timer = Timer.builder("recount.work")
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry);
        samples.take();
        for (int i = 0; i < 99; i++) {
            timer.record(Duration.ofMillis(20));
        }
        timer.record(Duration.ofMillis(500));
        samples.take();
        samples.take();
        Measured measured = samples.last(Duration.ofHours(1));
        assertThat(values(measured, "recount.work.mean").get(1)).isBetween(0.0247, 0.0249);
        assertThat(values(measured, "recount.work.p99").get(1)).isEqualTo(0.1);
        assertThat(values(measured, "recount.work.rate").get(2)).isZero();
        assertThat(values(measured, "recount.work.mean").get(2)).isNaN();
        assertThat(measured.times()).containsExactly(NOW, NOW, NOW);
    }

    @Test
    void areThoseOfTheLastHourAndNoMore() {
        var shown = new AtomicInteger();
        Gauge.builder("recount.shown", shown, AtomicInteger::get).register(registry);
        for (int i = 0; i < 400; i++) {
            shown.set(i);
            samples.take();
        }
        List<Double> hour = values(samples.last(Duration.ofHours(1)), "recount.shown");
        assertThat(hour).hasSize(360).startsWith(40.0).endsWith(399.0);
        assertThat(values(samples.last(Duration.ofMinutes(1)), "recount.shown"))
                .containsExactly(394.0, 395.0, 396.0, 397.0, 398.0, 399.0);
    }

    @Test
    void areToldByTheServer() {
        try (TestServer server = TestServer.start(folder, new Bank())) {
            JsonNode measured = Pause.untilThere(
                    () -> server.client().get("/admin/measurements").body(),
                    body -> body.path("series")
                            .findValuesAsText("name")
                            .containsAll(
                                    List.of("recount.view.lag.events", "recount.disk.free.bytes", "jvm.memory.used")));
            assertThat(measured.path("every").asInt()).isEqualTo(10);
            for (JsonNode series : measured.path("series")) {
                assertThat(series.path("values").size())
                        .isEqualTo(measured.path("times").size());
            }
            assertThat(server.client().get("/admin/measurements?minutes=61").status())
                    .isEqualTo(400);
        }
    }
}
