package dev.recount.history;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.Fingerprint;
import dev.recount.journal.HashChain;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import dev.recount.replay.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Purses on some database, with random pasts and good and bad snapshots, and the history that tells of them. */
abstract class HistoryCase {

    private static final int PURSES = 8;
    static final int MOST_EVENTS = 90;
    static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @TempDir
    Path folder;

    final long seed = Long.getLong("seed", System.nanoTime());
    final Random random = new Random(seed);
    private JournalSettings settings;
    Database database;
    History history;

    abstract DatabaseKind kind();

    @BeforeEach
    void begin() {
        settings = TestDatabases.settings(kind(), folder);
        open();
    }

    private void open() {
        database = JournalDatabase.open(settings);
        history = history(new HistorySettings(4, 1_000));
    }

    History history(HistorySettings limits) {
        return new History(PerJournal.one(database), new Codecs(List.of(StreamType.of("purse", new Purse()))), limits);
    }

    @AfterEach
    void close() {
        history.close();
        database.close();
    }

    /** Reads again what is in the journal, now that others have written to it. */
    void reopen() {
        close();
        open();
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    List<WrittenStream<Purse.State, Purse.Command, Purse.Event>> store(boolean withSnapshots) throws SQLException {
        var purses = new ArrayList<WrittenStream<Purse.State, Purse.Command, Purse.Event>>();
        for (int i = 0; i < PURSES; i++) {
            var purse = new RandomPurses(random).purse("p" + i, 1 + random.nextInt(MOST_EVENTS));
            purse.store(database);
            for (int version = 1; withSnapshots && version <= purse.version(); version++) {
                if (random.nextInt(4) == 0) {
                    saveSnapshot(purse, version);
                }
            }
            purses.add(purse);
        }
        reopen();
        return purses;
    }

    /** Most are good; some are stale, or spoilt in a way that must not be believed. */
    private void saveSnapshot(WrittenStream<?, ?, ?> purse, int version) throws SQLException {
        String name = Snapshot.name(purse.codec());
        switch (random.nextInt(8)) {
            case 0 -> purse.saveSnapshot(database, version, "purse.State/1", purse.snapshot(version));
            case 1 -> purse.saveSnapshot(database, version, name, new byte[] {0, 1, 2});
            case 2 -> purse.saveSnapshot(database, version, name, purse.snapshot(version - 1));
            case 3 -> purse.saveSnapshot(database, version, name, ofAnotherEvent(purse, version));
            default -> purse.saveSnapshot(database, version);
        }
    }

    private static byte[] ofAnotherEvent(WrittenStream<?, ?, ?> purse, int version) {
        String text = new String(purse.snapshot(version), StandardCharsets.UTF_8);
        String saved = text.substring(text.indexOf('\n') + 1)
                .replace(purse.after(version).hash(), HashChain.beginning(new StreamId("purse", "x")));
        return (Fingerprint.of(saved) + "\n" + saved).getBytes(StandardCharsets.UTF_8);
    }
}
