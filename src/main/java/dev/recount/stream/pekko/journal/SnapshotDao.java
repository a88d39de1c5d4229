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
import java.util.Optional;
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
            SELECT snapshot.sequence_number, created, snapshot_ser_id, snapshot_ser_manifest, snapshot_payload,
                event_ser_manifest, event_payload, event_hash
            FROM snapshot LEFT JOIN event_journal ON event_journal.persistence_id = snapshot.persistence_id
                AND event_journal.sequence_number = snapshot.sequence_number
            WHERE snapshot.persistence_id = ? AND snapshot.sequence_number <= ?
            ORDER BY snapshot.persistence_id DESC, snapshot.sequence_number DESC LIMIT 1""";

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

    /**
     * Returns the newest snapshot that does not hold what was corrected later, held against the event that it is of: a
     * stream must not go on from one that is beyond its last event, and give out versions again.
     */
    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> latestSnapshot(String persistenceId) {
        return ScalaFutures.of(CompletableFuture.supplyAsync(() -> latest(persistenceId), readers));
    }

    private Option<Tuple2<SnapshotMetadata, Object>> latest(String persistenceId) {
        Corrections corrections = JournalKey.find(persistenceId)
                .map(new CorrectionTable(pool)::of)
                .orElse(Corrections.NONE);
        Optional<Tuple2<SnapshotMetadata, Object>> found = latest(persistenceId, Long.MAX_VALUE);
        while (found.isPresent() && !corrections.leave(found.get()._1().sequenceNr())) {
            found = latest(persistenceId, found.get()._1().sequenceNr() - 1);
        }
        return found.map(Option::apply).orElse(Option.empty());
    }

    private Optional<Tuple2<SnapshotMetadata, Object>> latest(String persistenceId, long upToVersion) {
        return new Select<>(
                        LATEST,
                        select -> {
                            select.setString(1, persistenceId);
                            select.setLong(2, upToVersion);
                        },
                        row -> new Tuple2<>(
                                new SnapshotMetadata(persistenceId, row.getLong(1), row.getLong(2)),
                                checked(persistenceId, row)))
                .from(pool).stream().findFirst();
    }

    private Object checked(String persistenceId, ResultSet row) throws SQLException {
        long version = row.getLong(1);
        String event = row.getString(6);
        if (event == null) {
            return new UnfitSnapshot(version, "there is a snapshot of version " + version + ", and no such event");
        }
        Object state = state(persistenceId, row.getInt(3), row.getString(4), row.getBytes(5));
        String hash = hash(StoredEvent.found(event, row.getBytes(7), row.getBytes(8)));
        return state instanceof Snapshot<?> snapshot && !snapshot.live().hash().equals(hash)
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
