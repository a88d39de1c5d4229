package dev.recount.metrics;

import dev.recount.handler.HandlerControls;
import dev.recount.handler.Handlers;
import dev.recount.journal.append.AppendQueue;
import dev.recount.log.Log;
import dev.recount.metrics.sample.Measured;
import dev.recount.metrics.sample.Samples;
import dev.recount.migration.Migrations;
import dev.recount.seal.SealedTree;
import dev.recount.stream.StreamListener;
import dev.recount.stream.load.BusyStreams;
import dev.recount.view.Views;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** All metrics of a server. */
public final class Metrics implements AutoCloseable {

    /** Prometheus gives up after ten seconds, if it is not told otherwise. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final StreamMeters streams = new StreamMeters(registry);
    private final JournalTags tags;
    private final List<Supplier<Number>> counted = new CopyOnWriteArrayList<>();
    private List<SealProgress> seals = List.of();
    private volatile Optional<LastLook> look = Optional.empty();
    private final Samples samples;

    /**
     * Begins to measure the process.
     *
     * @param journals how many journals there are
     * @param clock tells when measurements are taken that are kept
     */
    public Metrics(int journals, InstantSource clock) {
        this.tags = new JournalTags(journals);
        this.samples = new Samples(registry, this::renew, clock);
        List<MeterBinder> process = List.of(
                collections,
                new ClassLoaderMetrics(),
                new JvmInfoMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new FileDescriptorMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics());
        process.forEach(binder -> binder.bindTo(registry));
    }

    /** Returns what HikariCP takes to measure its pools by. */
    public Object pools() {
        return registry;
    }

    /** Returns what is to be told of streams. */
    public StreamListener streams() {
        return streams;
    }

    /** Returns the streams that get the most commands. */
    public BusyStreams busyStreams() {
        return streams.busy();
    }

    /** Returns what is to be told of the transactions of a journal, by the journal's index. */
    public AppendQueue.Listener journal(int index) {
        return new JournalMeters(registry, tags.of(index));
    }

    /**
     * Has the trees that seal the journals observed as well; to be called before {@link #observe}.
     *
     * @param isWitnessed whether witnesses are asked to sign their checkpoints
     */
    public void seals(List<SealedTree> trees, boolean isWitnessed) {
        seals = trees.stream().map(tree -> new SealProgress(tree, isWitnessed)).toList();
    }

    /**
     * Measures how far the log has come, and those that follow it.
     *
     * @param away tells whether the database of a journal beside the home one is known to be away
     */
    public void observe(Log log, IntPredicate away, Views views, Handlers handlers, Migrations migrations) {
        for (int index = 0; index < tags.journals(); index++) {
            int journal = index;
            gauge(
                    "recount.log.head",
                    "The number of the last event that readers see",
                    () -> log.head().place(journal).ordering(),
                    journal);
        }
        var lastLook = new LastLook(() -> Look.at(log, views, handlers, migrations, seals), tags.journals());
        var meters = new LookMeters(registry, lastLook, tags, away);
        views.names().forEach(meters::view);
        handlers.all().stream().map(HandlerControls::name).forEach(meters::handler);
        migrations.names().forEach(meters::migration);
        for (int tree = 0; tree < seals.size(); tree++) {
            meters.seal(tree, seals.get(tree).tags(tags));
        }
        look = Optional.of(lastLook);
        samples.start();
    }

    private void renew() {
        look.ifPresent(each -> each.renewed(LONGEST_WAIT).toCompletableFuture().join());
    }

    /** Returns the measurements of the time before now, up to an hour of it. */
    public Measured last(Duration time) {
        return samples.last(time);
    }

    /**
     * Measures something that costs nothing to know.
     *
     * @param tags names and values in turn
     */
    public void gauge(String name, String description, Supplier<Number> value, String... tags) {
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }

    /**
     * Counts something that is counted already.
     *
     * @param tags names and values in turn
     */
    public void count(String name, String description, Supplier<Number> value, String... tags) {
        counted.add(value); // the registry keeps it only as long as somebody else does
        FunctionCounter.builder(name, value, each -> each.get().doubleValue())
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /**
     * Measures something of a journal that costs nothing to know.
     *
     * @param journal the journal's index
     */
    public void gauge(String name, String description, Supplier<Number> value, int journal) {
        Gauge.builder(name, value)
                .description(description)
                .tags(tags.of(journal))
                .register(registry);
    }

    /**
     * Tells all metrics in Prometheus's text format. What only the database knows is looked up meanwhile; after a
     * second without an answer, it is told as it was known before.
     */
    public CompletionStage<String> scrape() {
        return look.map(each -> each.renewed(LONGEST_WAIT))
                .orElseGet(() -> CompletableFuture.completedStage(false))
                .thenApply(_ -> registry.scrape());
    }

    /** Asks the database no more. */
    @Override
    public void close() {
        samples.close();
        look.ifPresent(LastLook::close);
        collections.close();
    }
}
