package dev.recount.journal.jdbc;

import com.typesafe.config.Config;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import scala.Function1;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/**
 * Pekko's JDBC journal, which reads the events of a recovery page by page on the threads of the journal's readers: the plugin's streams cost
 * more for each event than it takes to read, decode and apply it. Made by Pekko, which takes the class's name from its configuration.
 */
public final class EventJournal extends JdbcAsyncWriteJournal {

    private final DataSource database;
    private final Executor readers;
    private final Serialization serialization;

    /** Called by Pekko. */
    public EventJournal(Config config) {
        super(config);
        var setup = JournalSetup.of(system());
        this.database = setup.databases().all().get(JournalSetup.index(config)).pool();
        this.readers = slickDb().database().ioExecutionContext()::execute;
        this.serialization = SerializationExtension.get(system());
    }

    @Override
    public Future<BoxedUnit> asyncReplayMessages(
            String persistenceId,
            long fromVersion,
            long toVersion,
            long max,
            Function1<PersistentRepr, BoxedUnit> stream) {
        var range = new EventReplay.Range(persistenceId, fromVersion, toVersion, max);
        return Outcomes.future(new EventReplay(range, stream::apply, database, readers, serialization).start());
    }
}
