package dev.recount.handler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.handler.ManualClock;
import dev.recount.handler.Order;
import dev.recount.handler.reaction.Reactions;
import dev.recount.handler.store.HandlerStore;
import dev.recount.handler.store.PendingQueue;
import dev.recount.handler.store.TimerChange;
import dev.recount.handler.store.TimerTable;
import dev.recount.handler.store.Work;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The work for one stream, where the clock and the stream's own thread meet. */
class HandlerWorkerTest {

    private static final StreamId STREAM = new StreamId("order", "one");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    @Test
    void putsEventsBehindATimerThatCameWhileNothingWasFoundPending() {
        JournalSettings settings = TestDatabases.settings(DatabaseKind.H2, folder);
        try (Database database = JournalDatabase.open(settings);
                var journal = new AppendQueue(database, TestDatabases.LIMITS)) {
            Appends.append(journal, STREAM, 1, 1).join();
            var reader = new LogReader(database, new Codecs(List.of()));
            LogEntry event = reader.read(0, Position.START, 1).entries().getFirst();
            var store = new HandlerStore(database, 2);
            PendingQueue queue = store.pending("clumsy");
            TimerTable timers = store.timers("clumsy");
            HandlerWorker worker = worker(database, reader, new HandlerWorker.Memory(queue, timers));
            var timer = new Work.Timer(
                    STREAM, "bell", "first", clock.instant(), false, 1, event.position(), "conversation", false);
            timers.change(STREAM, List.of(new TimerChange.Set(timer)));

            worker.backlogs().add(STREAM, 0);
            timers.ring(List.of(timer), clock.instant());
            worker.backlogs().remove(STREAM); // by the stream's thread, which had looked before the timer was there
            worker.workOff(STREAM);
            worker.take(event, false);

            assertThat(queue.page(0, 10))
                    .extracting(each ->
                            each.pending().work().key() + ": " + each.pending().attempts() + " attempts")
                    .containsExactly("first: 1 attempts", "1: 0 attempts");
        }
    }

    @SuppressWarnings("NullAway") // nothing is sent, so that there need be no streams
    private HandlerWorker worker(Database database, LogReader reader, HandlerWorker.Memory memory) {
        Handler clumsy = Handler.fromBeginning("clumsy")
                .on(Order.TYPE, (_, _, _) -> {})
                .onTimer((_, _, _) -> {
                    throw new IllegalStateException("the bell is broken");
                });
        var services = new Reactions.Services(
                new Codecs(List.of()),
                null,
                null,
                reader,
                new JournalReader(database),
                PerJournal.<Executor>one(Runnable::run),
                _ -> CompletableFuture.completedFuture(null),
                clock);
        var reactions = new Reactions(clumsy, services, Duration.ofMinutes(1));
        return new HandlerWorker(
                reactions, memory, new RetryPolicy(3, Duration.ofHours(1), Duration.ofHours(1)), 1, clock);
    }
}
