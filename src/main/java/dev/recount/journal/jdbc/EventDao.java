package dev.recount.journal.jdbc;

import java.util.List;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend.JdbcDatabaseDef;
import slick.jdbc.JdbcProfile;

/**
 * Pekko's JDBC journal with our {@link AppendQueue} for its writes: the plugin's own queue fails every stream of a batch for
 * the fault of one. Made by the plugin, which takes the class's name from its configuration.
 */
public final class EventDao extends DefaultJournalDao {

    private final AppendQueue queue;

    /** Called by the plugin. */
    public EventDao(
            JdbcDatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        this.queue = JournalSetup.of(materializer.system()).queue(config.useSharedDb());
    }

    @Override
    public Future<BoxedUnit> queueWriteJournalRows(Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
        List<EventRow> append = CollectionConverters.asJava(rows).stream()
                .map(tagged -> new EventRow(tagged._1()))
                .toList();
        return Outcomes.future(queue.append(append));
    }
}
