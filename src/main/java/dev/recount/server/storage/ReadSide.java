package dev.recount.server.storage;

import dev.recount.database.Database;
import dev.recount.history.History;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.replay.Replay;
import dev.recount.server.settings.Settings;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.snapshot.SnapshotThinning;

/**
 * The readers of what streams were and are: the threads that read, replay, the thinning of snapshots, and time travel.
 */
public final class ReadSide implements AutoCloseable {

    private final JournalReads reads;
    private final Streams.Past past;
    private final History history;
    private final Closings closings;

    private ReadSide(JournalReads reads, Streams.Past past, History history, Closings closings) {
        this.reads = reads;
        this.past = past;
        this.history = history;
        this.closings = closings;
    }

    /** Starts what reads these databases. */
    public static ReadSide open(Settings settings, PerJournal<Database> databases, Codecs codecs) {
        return Closings.open(closings -> {
            var reads = new JournalReads(databases, settings.journal().connections());
            closings.add(reads::close);
            var thinning = new SnapshotThinning(
                    StoredStreams.open(databases, "snapshots", 1).snapshots(),
                    settings.streams().ladder());
            closings.add(thinning::close);
            var history = new History(databases, codecs, settings.history());
            closings.add(history::close);
            var replay = new Replay(StoredStreams.shared(databases), codecs);
            return new ReadSide(reads, new Streams.Past(replay, reads.executors(), thinning), history, closings);
        });
    }

    public JournalReads reads() {
        return reads;
    }

    public Streams.Past past() {
        return past;
    }

    public History history() {
        return history;
    }

    @Override
    public void close() {
        closings.close();
    }
}
