package dev.recount.metrics.sample;

import java.util.Map;

/**
 * The name of a series of measurements.
 *
 * @param name what is measured
 * @param unit the unit of the values, which is 1 for mere numbers
 * @param labels of what it is measured
 */
public record SeriesName(String name, String unit, Map<String, String> labels) {

    public SeriesName {
        labels = Map.copyOf(labels);
    }
}
