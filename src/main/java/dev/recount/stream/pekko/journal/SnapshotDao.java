package dev.recount.stream.pekko.journal;

import dev.recount.database.sql.Select;
import dev.recount.journal.HashChain;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.SnapshotSave;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.CorrectionTable;
import dev.recount.journal.stored.archived.ArchivedPlace;
import dev.recount.replay.Snapshot;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.snapshot.dao.DefaultSnapshotDao;
import org.apache.pekko.persistence.jdbc.snapshot.dao.SnapshotTables.SnapshotRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.stream.Materializer;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend.JdbcDatabaseDef;
import slick.jdbc.JdbcProfile;

/**
 * Pekko's JDBC snapshots, saved by our {@link AppendQueue} together with the events of the moment: a commit for each
 * would cost as much as one for a hundred events. Made by the plugin, which takes the class's name from its
 * configuration.
 */
public final class SnapshotDao extends DefaultSnapshotDao {

    /** One that is larger, in bytes, would hold up the events that wait beside it. */
    private static final int LARGE = 65_536;

    private static final String LATEST = """
            SELECT saved.sequence_number, saved.created, saved.snapshot_ser_id, saved.snapshot_ser_manifest,
                saved.snapshot_payload, saved.is_settled, event_ser_manifest, event_payload, event_hash
            FROM ((SELECT persistence_id, sequence_number, created, snapshot_ser_id, snapshot_ser_manifest,
                        snapshot_payload, FALSE AS is_settled
                    FROM snapshot WHERE persistence_id = ? AND sequence_number <= ?
                    ORDER BY persistence_id DESC, sequence_number DESC LIMIT 1)
                UNION ALL (SELECT persistence_id, sequence_number, created, %d, snapshot_ser_manifest,
                        snapshot_payload, TRUE
                    FROM settled_state WHERE persistence_id = ? AND sequence_number BETWEEN 1 AND ?
                        AND drops = drops_before)) saved
                LEFT JOIN event_journal ON event_journal.persistence_id = saved.persistence_id
                    AND event_journal.sequence_number = saved.sequence_number
            ORDER BY saved.sequence_number DESC, saved.is_settled""".formatted(SnapshotSerializer.IDENTIFIER);

    private final Serialization serialization;
    private final AppendQueue queue;
    private final DataSource pool;
    private final Executor readers;

    /** Called by the plugin. */
    public SnapshotDao(
            JdbcDatabaseDef database,
            JdbcProfile profile,
            SnapshotConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        this.serialization = serialization;
        var setup = JournalSetup.of(materializer.system());
        this.queue = setup.queue(config.useSharedDb());
        this.pool = setup.database(config.useSharedDb()).pool();
        this.readers = database.ioExecutionContext()::execute;
    }

    /** A saved state as it is stored, with the event that it is of, if there is such an event. */
    private static final class Saved {

        private final SnapshotMetadata metadata;
        private final int serializer;
        private final String manifest;
        private final byte[] payload;
        private final boolean isSettled;
        private final Optional<StoredEvent> event;

        Saved(String persistenceId, ResultSet row) throws SQLException {
            this.metadata = new SnapshotMetadata(persistenceId, row.getLong(1), row.getLong(2));
            this.serializer = row.getInt(3);
            this.manifest = row.getString(4);
            this.payload = row.getBytes(5);
            this.isSettled = row.getBoolean(6);
            String name = row.getString(7);
            this.event = name == null
                    ? Optional.empty()
                    : Optional.of(StoredEvent.found(name, row.getBytes(8), row.getBytes(9)));
        }

        long version() {
            return metadata.sequenceNr();
        }
    }

    /**
     * Returns the newest saved state that can be read and does not hold what was corrected later, held against the
     * event that it is of: a stream must not go on from one that is beyond its last event, and give out versions again.
     */
    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> latestSnapshot(String persistenceId) {
        return ScalaFutures.of(CompletableFuture.supplyAsync(() -> latest(persistenceId), readers));
    }

    /** Fails where none can be read, though there are some; Pekko then tells so, and replays the stream. */
    private Option<Tuple2<SnapshotMetadata, Object>> latest(String persistenceId) {
        Corrections corrections = JournalKey.find(persistenceId)
                .map(new CorrectionTable(pool)::of)
                .orElse(Corrections.NONE);
        Optional<UncheckedIOException> unreadable = Optional.empty();
        OptionalLong upTo = OptionalLong.of(Long.MAX_VALUE);
        while (upTo.isPresent()) {
            List<Saved> newest = latest(persistenceId, upTo.getAsLong());
            for (Saved saved : newest) {
                try {
                    if (corrections.leave(saved.version())) {
                        return Option.apply(new Tuple2<>(saved.metadata, checked(saved)));
                    }
                } catch (UncheckedIOException ofOtherRules) {
                    unreadable = unreadable.or(() -> Optional.of(ofOtherRules));
                }
            }
            upTo = newest.stream()
                    .filter(saved -> !saved.isSettled)
                    .mapToLong(saved -> saved.version() - 1)
                    .findFirst();
        }
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
        return Option.empty();
    }

    /** Returns the newest snapshot up to a version, and the settled state if it is not later; the newer one first. */
    private List<Saved> latest(String persistenceId, long upToVersion) {
        return new Select<>(
                        LATEST,
                        select -> {
                            select.setString(1, persistenceId);
                            select.setLong(2, upToVersion);
                            select.setString(3, persistenceId);
                            select.setLong(4, upToVersion);
                        },
                        row -> new Saved(persistenceId, row))
                .from(pool);
    }

    private Object checked(Saved saved) {
        long version = saved.version();
        if (saved.event.isEmpty()) {
            return new UnfitSnapshot(version, "there is a snapshot of version " + version + ", and no such event");
        }
        Object state = state(saved.metadata.persistenceId(), saved.serializer, saved.manifest, saved.payload);
        return state instanceof Snapshot<?> snapshot && !snapshot.live().hash().equals(hash(saved.event.get()))
                ? new UnfitSnapshot(
                        version,
                        "the snapshot of version " + version + " is of another event than the one that is stored")
                : state;
    }

    /** Of an archived event, the hash stays in its row. */
    private static String hash(StoredEvent event) {
        return ArchivedPlace.of(event.payload()).isPresent()
                ? HashChain.encode(event.writtenHash())
                : HashChain.of(event);
    }

    /** Reads a snapshot of a stream with its stream, and one of another persistent actor as that has written it. */
    private Object state(String persistenceId, int serializer, String manifest, byte[] payload) {
        if (serialization.serializerByIdentity().apply(serializer) instanceof SnapshotSerializer snapshots) {
            try {
                return snapshots.read(JournalKey.stream(persistenceId), payload, manifest);
            } catch (NotSerializableException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return serialization.deserialize(payload, serializer, manifest).get();
    }

    /** A snapshot with personal data is encoded by a thread that may wait for keys. */
    @Override
    public Future<BoxedUnit> save(SnapshotMetadata metadata, Object snapshot) {
        return snapshot instanceof Snapshot<?> saved && saved.codec().seal().isPresent()
                ? ScalaFutures.of(CompletableFuture.supplyAsync(() -> encoded(metadata, snapshot), readers))
                        .flatMap(saving -> saving, ExecutionContext.parasitic$.MODULE$)
                : encoded(metadata, snapshot);
    }

    private Future<BoxedUnit> encoded(SnapshotMetadata metadata, Object snapshot) {
        Serializer serializer = serialization.findSerializerFor(snapshot);
        byte[] payload = serializer.toBinary(snapshot);
        if (payload.length > LARGE) {
            return super.save(metadata, snapshot);
        }
        return ScalaFutures.future(queue.save(new SnapshotSave(new SnapshotRow(
                metadata.persistenceId(),
                metadata.sequenceNr(),
                metadata.timestamp(),
                serializer.identifier(),
                Serializers.manifestFor(serializer, snapshot),
                payload,
                Option.empty(),
                Option.empty(),
                Option.empty()))));
    }
}
