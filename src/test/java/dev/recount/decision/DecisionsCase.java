package dev.recount.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.decision.RecordedDecision.Rejected;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.CommandAppends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A record of decisions on some database, and those who write to it and read it. */
abstract class DecisionsCase {

    static final Codecs NO_TYPES = new Codecs(List.of());
    static final Duration KEPT = Duration.ofDays(90);
    static final StreamId STREAM = new StreamId("account", "1");
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final CommandAppends appends = new CommandAppends();

    @TempDir
    Path folder;

    JournalSettings settings;
    Database database;
    RejectionLog log;
    AppendQueue queue;
    ExecutorService threads;
    private Decisions decisions;

    abstract DatabaseKind kind();

    @BeforeEach
    void create() {
        settings = TestDatabases.settings(kind(), folder);
        open();
    }

    final void open() {
        database = JournalDatabase.open(settings);
        queue = new AppendQueue(database, TestDatabases.LIMITS);
        log = new RejectionLog(database, NO_TYPES.reader(), TestDatabases.LIMITS, KEPT, CLOCK);
        threads = Executors.newCachedThreadPool();
        decisions = new Decisions(new JournalReader(database), NO_TYPES, PerJournal.one(log), threads);
    }

    @AfterEach
    void close() {
        threads.close();
        log.close();
        queue.close();
        database.close();
    }

    static Rejection rejection(StreamId stream, String id, long version, Instant recorded) {
        return new Rejection(stream, rejected(id, OptionalLong.of(version), recorded));
    }

    static Rejected rejected(String id, OptionalLong version, Instant recorded) {
        return new Rejected(
                new DecidedCommand(
                        id,
                        "Withdraw",
                        1,
                        Optional.of("{\"amount\":1.10}"),
                        new Metadata(recorded, recorded, new Principal("ann"), "talk", Optional.of("order/1@2")),
                        Optional.of("r".repeat(40))),
                version,
                "INSUFFICIENT_FUNDS",
                "the balance is 0.00");
    }

    /** Stores the events of an accepted command, the first of which is of this version. */
    void accept(StreamId stream, String id, long first, int events) {
        appends.append(queue, stream, id, first, events, NOW).join();
    }

    final List<RecordedDecision> all(StreamId stream, int limit) {
        var all = new ArrayList<RecordedDecision>();
        DecisionCursor reached = DecisionCursor.START;
        Decisions.Page page;
        do {
            page = page(stream, reached, limit);
            assertThat(page.decisions()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.decisions());
            reached = DecisionCursor.parse(page.reached().toString());
        } while (!page.isHead());
        return all;
    }

    Decisions.Page page(StreamId stream, DecisionCursor after, int limit) {
        return decisions.read(stream, after, limit).toCompletableFuture().join();
    }

    static List<String> ids(List<RecordedDecision> decisions) {
        return decisions.stream().map(decision -> decision.command().id()).toList();
    }
}
