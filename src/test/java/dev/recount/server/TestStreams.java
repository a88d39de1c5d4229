package dev.recount.server;

import dev.recount.cluster.Presence;
import dev.recount.database.Database;
import dev.recount.decision.RejectionLog;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.Domain;
import dev.recount.replay.Replay;
import dev.recount.stream.SnapshotThinning;
import dev.recount.stream.StreamListener;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.pekko.journal.JournalSetup;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The streams of a domain without HTTP, views and handlers. */
public final class TestStreams implements AutoCloseable {

    private final Closings closings = new Closings();
    private final Database database;
    private final Codecs codecs;
    private final Streams streams;

    /** Starts the streams, and returns once they can be reached. */
    public TestStreams(Settings settings, Domain domain) {
        Clock clock = Clock.systemUTC();
        codecs = new Codecs(domain.streamTypes());
        database = JournalDatabase.open(settings.journal());
        closings.add(database::close);
        var queue = new AppendQueue(database, settings.writing());
        closings.add(queue::close);
        var rejections = new RejectionLog(
                database, settings.writing(), settings.streams().decisions().keepRejections(), clock);
        closings.add(rejections::close);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        closings.add(readers::close);
        Node node = Node.start(
                settings,
                codecs,
                new JournalSetup(PerJournal.one(database), PerJournal.one(queue)),
                new Presence(database));
        closings.add(node::stop);
        var thinning = new SnapshotThinning(
                StoredStreams.open(PerJournal.one(database), "snapshots", 1).snapshots(),
                settings.streams().ladder());
        closings.add(thinning::close);
        var past = new Streams.Past(
                new Replay(StoredStreams.shared(PerJournal.one(database)), codecs), PerJournal.one(readers), thinning);
        streams = new Streams(
                node.system(),
                new Streams.Services(codecs, past, PerJournal.one(rejections), _ -> false, StreamListener.NONE, clock),
                settings.streams());
        streams.started().toCompletableFuture().join();
    }

    /** Returns the streams. */
    public Streams streams() {
        return streams;
    }

    /** Returns the codecs of the domain. */
    public Codecs codecs() {
        return codecs;
    }

    /** Returns the database that holds the journal. */
    public Database database() {
        return database;
    }

    @Override
    public void close() {
        closings.close();
    }
}
