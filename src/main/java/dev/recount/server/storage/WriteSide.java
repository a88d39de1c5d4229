package dev.recount.server.storage;

import dev.recount.database.Database;
import dev.recount.decision.RejectionLog;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.spread.PerJournal;
import dev.recount.metrics.Metrics;
import dev.recount.server.settings.Settings;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/** The writers of each journal: of its events, and of the rejections beside them. */
public final class WriteSide implements AutoCloseable {

    private final PerJournal<AppendQueue> events;
    private final PerJournal<RejectionLog> rejections;
    private final Closings closings;
    private final LongAdder commits = new LongAdder();

    private WriteSide(PerJournal<AppendQueue> events, PerJournal<RejectionLog> rejections, Closings closings) {
        this.events = events;
        this.rejections = rejections;
        this.closings = closings;
    }

    /** Starts to write to these databases. */
    public static WriteSide open(Settings settings, PerJournal<Database> databases, EventReader reader, Clock clock) {
        return Closings.open(closings -> {
            PerJournal<AppendQueue> events = databases.map(database -> {
                var queue = new AppendQueue(database, settings.storage().writing());
                closings.add(queue::close);
                return queue;
            });
            PerJournal<RejectionLog> rejections = databases.map(database -> {
                var log = new RejectionLog(
                        database,
                        reader,
                        settings.storage().writing(),
                        settings.streams().decisions().keepRejections(),
                        clock);
                closings.add(log::close);
                return log;
            });
            return new WriteSide(events, rejections, closings);
        });
    }

    public PerJournal<AppendQueue> events() {
        return events;
    }

    public PerJournal<RejectionLog> rejections() {
        return rejections;
    }

    /** Sets what is to be told, on a writer's thread, of which journal something new has been committed to. */
    public void whenCommitted(IntConsumer listener) {
        for (int journal = 0; journal < events.all().size(); journal++) {
            int committed = journal;
            events.all().get(journal).whenCommitted(() -> {
                commits.increment();
                listener.accept(committed);
            });
        }
    }

    /** Returns how many transactions with events this node has committed. */
    public long commits() {
        return commits.sum();
    }

    public void measure(Metrics metrics) {
        for (int journal = 0; journal < events.all().size(); journal++) {
            events.all().get(journal).setListener(metrics.journal(journal));
        }
    }

    /** Writes what waits, and stops. */
    @Override
    public void close() {
        closings.close();
    }
}
