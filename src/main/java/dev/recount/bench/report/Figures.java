package dev.recount.bench.report;

import dev.recount.bench.arena.Costs;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.load.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** The measurements of one discipline, over all rounds. */
public final class Figures {

    private static final double NANOS_PER_MICRO = 1_000;

    private final Discipline discipline;
    private final List<Double> rates = new ArrayList<>();
    private final Histogram latencies = new Histogram(3);
    private Costs costs = Costs.NONE;
    private long operations;
    private String way = "";

    /** Begins with nothing. */
    public Figures(Discipline discipline) {
        this.discipline = discipline;
    }

    /**
     * Adds a round.
     *
     * @param how how it went about it, if there is a choice
     */
    public void add(Sample sample, Costs taken, String how) {
        rates.add(sample.rate());
        latencies.add(sample.latencies());
        costs = costs.plus(taken);
        operations += sample.operations();
        way = how;
    }

    Discipline discipline() {
        return discipline;
    }

    String way() {
        return way;
    }

    List<Double> rates() {
        return List.copyOf(rates);
    }

    /** Returns the median of the rounds. */
    double rate() {
        List<Double> sorted = rates.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * Returns the time within which this part of the answers came, in microseconds; none where no answers were waited
     * for.
     */
    OptionalDouble latencyMicros(double percentile) {
        return latencies.getTotalCount() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(latencies.getValueAtPercentile(percentile) / NANOS_PER_MICRO);
    }

    double cpuMicros() {
        return costs.cpuNanos() / NANOS_PER_MICRO / operations;
    }

    OptionalDouble databaseCpuMicros() {
        return costs.databaseCpuNanos().isPresent()
                ? OptionalDouble.of(costs.databaseCpuNanos().getAsLong() / NANOS_PER_MICRO / operations)
                : OptionalDouble.empty();
    }

    double collectionMicros() {
        return costs.collectionNanos() / NANOS_PER_MICRO / operations;
    }

    double allocatedBytes() {
        return (double) costs.allocatedBytes() / operations;
    }
}
