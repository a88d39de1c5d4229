package dev.recount.stream.pekko.journal;

import dev.recount.database.Database;
import dev.recount.database.segment.Segments;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.CorrectionTable;
import dev.recount.journal.stored.archived.ArchivedEvents;
import dev.recount.journal.stored.archived.ArchivedPlace;
import dev.recount.model.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.serialization.Serialization;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a stream that comes into memory, in order, page by page; between two pages others have their
 * turn.
 */
final class EventReplay implements Runnable {

    private static final int FIRST_PAGE = 64;
    private static final int LARGEST_PAGE = 512;

    /** About as many bytes of events as a page may have in memory; as many events as the ones before let expect. */
    private static final long PAGE_BYTES = 1 << 20;

    private static final String QUERY = """
            SELECT sequence_number, writer, write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest, event_payload,
                event_hash
            FROM event_journal
            WHERE persistence_id = ? AND sequence_number >= ? AND sequence_number <= ? AND deleted = FALSE
            ORDER BY persistence_id, sequence_number LIMIT ?""";

    private final Range range;
    private final Consumer<PersistentRepr> stream;
    private final DataSource database;
    private final ArchivedEvents archived;
    private final Segments segments;
    private final Executor readers;
    private final Serialization serialization;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private @Nullable Corrections corrections;
    private long next;
    private long left;
    private int page = FIRST_PAGE;

    /**
     * The range of events that a replay reads.
     *
     * @param max the most of them
     */
    record Range(String persistenceId, long fromVersion, long toVersion, long max) {}

    /** An event as it is stored. */
    private record Stored(
            long version, String writer, long timestamp, String adapterManifest, int serializer, StoredEvent event) {

        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getLong(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getString(4),
                    row.getInt(5),
                    StoredEvent.found(row.getString(6), row.getBytes(7), row.getBytes(8)));
        }

        boolean isArchived() {
            return ArchivedPlace.of(event.payload()).isPresent();
        }

        Stored with(StoredEvent whole) {
            return whole == event ? this : new Stored(version, writer, timestamp, adapterManifest, serializer, whole);
        }
    }

    /** Prepares to hand the events of a range to a stream. */
    EventReplay(
            Range range,
            Consumer<PersistentRepr> stream,
            Database database,
            Executor readers,
            Serialization serialization) {
        this.range = range;
        this.stream = stream;
        this.database = database.pool();
        this.archived = new ArchivedEvents(database);
        this.segments = database.segments();
        this.readers = readers;
        this.serialization = serialization;
        this.next = range.fromVersion;
        this.left = range.max;
    }

    /** Begins; completes once the stream has been handed all of them, and fails if one cannot be read. */
    CompletableFuture<@Nullable Void> start() {
        goOn();
        return done;
    }

    private void goOn() {
        if (next > range.toVersion || left <= 0) {
            done.complete(null);
        } else {
            readers.execute(this);
        }
    }

    /** Reads a page. What is archived is read by others, who may have to wait for it, and do not need these threads. */
    @Override
    public void run() {
        orFail(() -> {
            int limit = (int) Math.min(page, left);
            List<Stored> events = read(limit);
            if (events.stream().noneMatch(Stored::isArchived)) {
                handOver(events, limit);
            } else {
                segments.execute(() -> orFail(() -> {
                    List<Stored> whole = events.stream().map(this::whole).toList();
                    readers.execute(() -> handOver(whole, limit));
                }));
            }
        });
    }

    private void orFail(Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) { // a recovery that is not told of it would never end
            done.completeExceptionally(failure);
        }
    }

    private Stored whole(Stored stored) {
        return stored.with(archived.whole(range.persistenceId, stored.version, stored.event));
    }

    private void handOver(List<Stored> events, int limit) {
        try {
            events.forEach(event -> stream.accept(decoded(event)));
            if (events.size() < limit) {
                done.complete(null);
            } else {
                next = events.getLast().version + 1;
                left -= events.size();
                page = pageAfter(events);
                goOn();
            }
        } catch (Throwable failure) { // deserialization throws checked ones that it does not declare
            done.completeExceptionally(failure);
        }
    }

    private List<Stored> read(int limit) {
        return new Select<>(
                        QUERY,
                        select -> {
                            select.setString(1, range.persistenceId);
                            select.setLong(2, next);
                            select.setLong(3, range.toVersion);
                            select.setInt(4, limit);
                        },
                        Stored::of)
                .from(database);
    }

    private static int pageAfter(List<Stored> events) {
        long bytes = events.stream()
                .mapToLong(stored -> stored.event.payload().length)
                .sum();
        return Math.clamp(PAGE_BYTES * events.size() / Math.max(1, bytes), 1, LARGEST_PAGE);
    }

    private PersistentRepr decoded(Stored stored) {
        Object payload = payload(stored);
        return PersistentRepr$.MODULE$
                .apply(
                        payload,
                        stored.version,
                        range.persistenceId,
                        stored.adapterManifest,
                        false,
                        ActorRef.noSender(),
                        stored.writer)
                .withTimestamp(stored.timestamp);
    }

    /** Reads an event of a stream by the one reader, and one of another persistent actor as that has written it. */
    private Object payload(Stored stored) {
        return serialization.serializerByIdentity().apply(stored.serializer) instanceof EventSerializer events
                ? events.read(entry(stored))
                : serialization
                        .deserialize(stored.event.payload(), stored.serializer, stored.event.manifest())
                        .get();
    }

    private JournalEntry entry(Stored stored) {
        StreamId id = JournalKey.stream(range.persistenceId);
        Corrections known = corrections;
        if (known == null) {
            known = new CorrectionTable(database).of(id);
            corrections = known;
        }
        return new JournalEntry(id, stored.version, stored.event).with(known);
    }
}
