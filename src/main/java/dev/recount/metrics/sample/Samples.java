package dev.recount.metrics.sample;

import dev.recount.metrics.sample.Measured.Series;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The measurements of the last hour, of which one is taken at a time, and no more are kept than that. */
public final class Samples implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);

    /** The time between two of them. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final int KEPT = 360;

    /** Commands and streams of very many types would fill the memory with what nobody looks at. */
    private static final int MOST_SERIES = 2_000;

    private static final Set<String> OF_PROCESS = Set.of(
            "process.cpu.usage",
            "system.cpu.usage",
            "system.cpu.count",
            "jvm.memory.used",
            "jvm.memory.max",
            "jvm.threads.live",
            "process.files.open");

    private final MeterRegistry registry;
    private final Runnable renewal;
    private final InstantSource clock;
    private final Instant[] times = new Instant[KEPT];
    private final Map<SeriesName, double[]> series = new LinkedHashMap<>();
    private final Map<Meter.Id, MeterReading> before = new LinkedHashMap<>();
    private final ScheduledExecutorService taking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("samples").factory());
    private int taken;
    private long takenNanos;

    /**
     * Prepares to take measurements.
     *
     * @param renewal looks up what only the database knows; waits for it no longer than a moment
     */
    public Samples(MeterRegistry registry, Runnable renewal, InstantSource clock) {
        this.registry = registry;
        this.renewal = renewal;
        this.clock = clock;
    }

    /** Takes one now, and then again and again. */
    public void start() {
        var _ = taking.scheduleWithFixedDelay(this::tryToTake, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryToTake() {
        try {
            renewal.run();
            take();
        } catch (RuntimeException failure) { // who throws here is never called again
            LOG.warn("The server could not be measured; that is tried again", failure);
        }
    }

    /** Takes one. */
    synchronized void take() {
        long now = System.nanoTime();
        double seconds = taken == 0 ? 0 : (now - takenNanos) / 1e9;
        int place = taken % KEPT;
        times[place] = clock.instant();
        series.values().forEach(values -> values[place] = Double.NaN);
        for (Meter meter : registry.getMeters()) {
            String name = meter.getId().getName();
            if (name.startsWith("recount.") || OF_PROCESS.contains(name)) {
                MeterReading reading = MeterReading.of(meter);
                reading.since(before.put(meter.getId(), reading), seconds)
                        .forEach((of, value) -> put(of, place, value));
            }
        }
        taken++;
        takenNanos = now;
    }

    private void put(SeriesName name, int place, double value) {
        double[] values = series.get(name);
        if (values == null && series.size() < MOST_SERIES) {
            values = new double[KEPT];
            Arrays.fill(values, Double.NaN);
            series.put(name, values);
        }
        if (values != null) {
            values[place] = value;
        }
    }

    /** Returns those of the time before now, the first one first. */
    public synchronized Measured last(Duration time) {
        int wanted = Math.toIntExact(Math.min(Math.min(taken, KEPT), time.dividedBy(EVERY)));
        var told = new ArrayList<Instant>(wanted);
        for (int i = taken - wanted; i < taken; i++) {
            told.add(times[i % KEPT]);
        }
        List<Series> all = series.entrySet().stream()
                .map(each -> new Series(each.getKey(), values(each.getValue(), wanted)))
                .filter(Series::isKnown)
                .toList();
        return new Measured(EVERY, told, all);
    }

    private List<Double> values(double[] ring, int wanted) {
        var values = new ArrayList<Double>(wanted);
        for (int i = taken - wanted; i < taken; i++) {
            values.add(ring[i % KEPT]);
        }
        return values;
    }

    @Override
    public void close() {
        taking.shutdownNow();
    }
}
