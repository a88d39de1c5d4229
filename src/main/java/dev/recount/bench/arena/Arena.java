package dev.recount.bench.arena;

import dev.recount.cluster.ClusterSettings;
import dev.recount.database.Database;
import dev.recount.database.place.DatabasePlace;
import dev.recount.http.request.HttpSettings;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Domain;
import dev.recount.server.RecountServer;
import dev.recount.server.settings.Settings;
import dev.recount.stream.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The databases and servers of a run; all that is opened here is closed and removed at the end of the run. */
public final class Arena implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int FEW = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Settings settings;
    private final Places places;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /**
     * Opens an arena, for databases beside the one that the settings name.
     *
     * @throws dev.recount.database.sql.DatabaseException if that cannot be; says what is missing
     */
    public Arena(Settings settings) {
        this.settings = settings;
        this.places = Places.beside(settings.journal().place());
    }

    /** Returns how many commands a server of these settings takes at a time. */
    public static int mostClients(Settings settings) {
        return settings.streams().maxInFlight();
    }

    /** Says which database is measured, and how safe what it acknowledges is. */
    public String database() {
        return places.description();
    }

    /** Makes an empty place, by a name of lower-case letters. */
    public synchronized DatabasePlace place(String name) {
        requireOpen();
        return places.make(name);
    }

    /** Opens the database of a place, with the tables that a server has, for one or two users at a time. */
    public Database database(DatabasePlace place) {
        return database(place, FEW);
    }

    /** Opens the database of a place for as many as the settings let read streams. */
    public Database busyDatabase(DatabasePlace place) {
        return database(place, connections());
    }

    private Database database(DatabasePlace place, int connections) {
        return closing(JournalDatabase.open(new JournalSettings(place, List.of(), connections)));
    }

    /** Starts to write to a database as a server does. */
    public AppendQueue writer(Database database) {
        return closing(new AppendQueue(database, settings.storage().writing()));
    }

    /** Returns how many connections the settings allow for reading streams. */
    public int connections() {
        return settings.journal().connections();
    }

    /**
     * Starts a server as the settings say, but alone, for this machine, and patient; a caller that needs it no more
     * closes it.
     */
    public RecountServer server(DatabasePlace place, Domain domain) {
        HttpSettings here = settings.http().at(HOST, 0);
        var alone = new Settings(
                List.of(),
                Map.of(),
                settings.log(),
                here,
                patient(settings.streams()),
                settings.withJournal(settings.journal().in(place)).storage(),
                settings.consumers(),
                settings.history(),
                settings.integrity().with(settings.seals().off()),
                ClusterSettings.alone(HOST),
                settings.corrections(),
                settings.privacy().beside(place),
                settings.transactions());
        return RecountServer.start(alone, List.of(domain), Clock.systemUTC());
    }

    /** A measurement waits for answers, however long they take. */
    private static StreamSettings patient(StreamSettings streams) {
        return new StreamSettings(
                streams.maxInFlight(),
                PATIENCE,
                streams.enrichmentTimeout(),
                streams.rememberedCommands(),
                streams.maxEventBytes(),
                streams.maxLive(),
                streams.idleTimeout(),
                streams.decisions(),
                streams.ladder(),
                streams.boundary());
    }

    /** Has something closed with the arena. */
    public synchronized <T extends AutoCloseable> T closing(T opened) {
        requireOpen();
        open.push(opened);
        return opened;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the run was broken off");
        }
    }

    /** Closes all that is open, last first, whatever fails on the way, and keeps the places. */
    public synchronized void clear() {
        RuntimeException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                var unchecked = failure instanceof RuntimeException same ? same : new IllegalStateException(failure);
                first = first == null ? unchecked : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Closes all that is open, and removes the places. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            open.addLast(places);
            clear();
        }
    }
}
