package dev.recount.stream.pekko.journal;

import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.SnapshotSave;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.snapshot.dao.DefaultSnapshotDao;
import org.apache.pekko.persistence.jdbc.snapshot.dao.SnapshotTables.SnapshotRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.stream.Materializer;
import scala.Option;
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

    private final Serialization serialization;
    private final AppendQueue queue;

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
        this.queue = JournalSetup.of(materializer.system()).queue(config.useSharedDb());
    }

    @Override
    public Future<BoxedUnit> save(SnapshotMetadata metadata, Object snapshot) {
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
