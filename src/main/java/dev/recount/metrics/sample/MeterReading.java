package dev.recount.metrics.sample;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of a meter at a moment.
 *
 * @param meter its name, its unit and its labels
 * @param value what it shows, if it shows one value at a time
 * @param count what it has counted since it was made, if it counts
 * @param total the sum of what it has counted, if it measures each
 * @param buckets how much of what it has counted was no greater than each bound
 */
record MeterReading(
        Meter.Id meter,
        @Nullable Double value,
        @Nullable Double count,
        @Nullable Double total,
        Map<Double, Double> buckets) {

    private static final String PER_SECOND = "1/s";

    private static final double OF_HUNDRED = 0.99;

    static MeterReading of(Meter meter) {
        return meter.match(
                gauge -> of(meter, gauge.value()),
                counter -> counted(meter, counter.count(), null, Map.of()),
                timer -> measured(meter, timer.takeSnapshot(), TimeUnit.SECONDS),
                summary -> measured(meter, summary.takeSnapshot(), null),
                longTask -> of(meter, longTask.activeTasks()),
                gauge -> of(meter, gauge.value(TimeUnit.SECONDS)),
                counter -> counted(meter, counter.count(), null, Map.of()),
                timer -> counted(meter, timer.count(), timer.totalTime(TimeUnit.SECONDS), Map.of()),
                other -> of(meter, Double.NaN));
    }

    private static MeterReading of(Meter meter, double value) {
        return new MeterReading(meter.getId(), value, null, null, Map.of());
    }

    private static MeterReading counted(
            Meter meter, double count, @Nullable Double total, Map<Double, Double> buckets) {
        return new MeterReading(meter.getId(), null, count, total, buckets);
    }

    private static MeterReading measured(Meter meter, HistogramSnapshot snapshot, @Nullable TimeUnit unit) {
        var buckets = new LinkedHashMap<Double, Double>();
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            buckets.put(unit == null ? bucket.bucket() : bucket.bucket(unit), bucket.count());
        }
        return counted(
                meter, (double) snapshot.count(), unit == null ? snapshot.total() : snapshot.total(unit), buckets);
    }

    /**
     * Returns what is told of the time since an earlier reading.
     *
     * @param earlier the earlier one; nothing where the meter is new
     * @param seconds how long ago that was
     */
    Map<SeriesName, Double> since(@Nullable MeterReading earlier, double seconds) {
        Map<SeriesName, Double> told = new HashMap<>();
        String unit = meter.getBaseUnit() == null ? "1" : meter.getBaseUnit();
        if (value != null) {
            told.put(name("", unit), value);
        }
        if (count != null && seconds > 0) {
            double before = earlier == null || earlier.count == null ? 0 : earlier.count;
            double counted = count - before;
            told.put(name(total == null ? "" : ".rate", PER_SECOND), counted / seconds);
            if (total != null && counted > 0) {
                double totalBefore = earlier == null || earlier.total == null ? 0 : earlier.total;
                told.put(name(".mean", unit), (total - totalBefore) / counted);
            }
            if (!buckets.isEmpty() && counted > 0) {
                told.put(name(".p99", unit), bound(earlier, counted));
            }
        }
        return told;
    }

    /** Returns the bound below which all but one of a hundred were; the greatest one for what is above all of them. */
    private double bound(@Nullable MeterReading earlier, double counted) {
        double last = 0;
        for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
            last = bucket.getKey();
            double before = earlier == null ? 0 : earlier.buckets.getOrDefault(last, 0.0);
            if (bucket.getValue() - before >= OF_HUNDRED * counted) {
                return last;
            }
        }
        return last;
    }

    private SeriesName name(String suffix, String unit) {
        return new SeriesName(
                meter.getName() + suffix,
                unit,
                meter.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue)));
    }
}
