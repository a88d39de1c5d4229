package dev.recount.metrics;

import dev.recount.journal.append.AppendQueue;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what is written to the journal. */
final class JournalMeters implements AppendQueue.Listener {

    private final Timer time;
    private final DistributionSummary events;

    JournalMeters(MeterRegistry registry, Tags journal) {
        this.time = Timer.builder("recount.journal.batch.duration")
                .description("How long the journal's transactions took, their commits included")
                .serviceLevelObjectives(Buckets.times())
                .tags(journal)
                .register(registry);
        this.events = DistributionSummary.builder("recount.journal.batch.events")
                .description("Events that the journal's transactions stored")
                .serviceLevelObjectives(Buckets.events())
                .tags(journal)
                .register(registry);
    }

    @Override
    public void written(int stored, Duration took) {
        time.record(took);
        events.record(stored);
    }
}
