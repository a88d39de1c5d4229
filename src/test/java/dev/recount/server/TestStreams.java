package dev.recount.server;

import dev.recount.access.rule.DomainRules;
import dev.recount.access.settings.RecentPermissions;
import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.log.LogCheck;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.ReadSide;
import dev.recount.server.storage.Storage;
import dev.recount.server.storage.WriteSide;
import dev.recount.stream.StreamListener;
import dev.recount.stream.pekko.Streams;
import java.time.Clock;
import java.util.List;

/** The streams of a domain without HTTP, views and handlers. */
public final class TestStreams implements AutoCloseable {

    private final Closings closings = new Closings();
    private final RunningStreams.Ground ground;
    private final RunningStreams running;

    /** Starts the streams, and returns once they can be reached. */
    public TestStreams(Settings settings, Domain domain) {
        Clock clock = Clock.systemUTC();
        var codecs = Codecs.of(List.of(domain));
        Storage storage = Storage.open(settings, codecs);
        closings.add(storage::close);
        WriteSide writeSide = WriteSide.open(settings, storage.databases(), codecs.reader(), clock);
        closings.add(writeSide::close);
        ReadSide readSide = ReadSide.open(settings, storage.databases(), codecs);
        closings.add(readSide::close);
        var permissions =
                new RecentPermissions(settings.http().access(), DomainRules.of(codecs.types(), domain.views()));
        ground = new RunningStreams.Ground(codecs, storage, writeSide, readSide, LogCheck.NONE, permissions);
        running = RunningStreams.open(settings, ground, StreamListener.NONE, clock);
        closings.add(running::close);
    }

    /** Returns the streams. */
    public Streams streams() {
        return running.streams();
    }

    /** Returns the codecs of the domain. */
    public Codecs codecs() {
        return ground.codecs();
    }

    /** Returns the database that holds the journal. */
    public Database database() {
        return ground.storage().home();
    }

    @Override
    public void close() {
        closings.close();
    }
}
