package dev.recount.stream.pekko.journal;

import com.typesafe.config.Config;
import dev.recount.database.Database;
import dev.recount.journal.append.AppendQueue;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.apache.pekko.persistence.JournalProtocol.WriteMessages;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import scala.Function1;
import scala.PartialFunction;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/**
 * Pekko's JDBC journal with reading and writing of our own. The events of a recovery are read page by page on the
 * threads of the journal's readers: the plugin's streams cost more for each event than it takes to read, decode and
 * apply it. What is written goes into our {@link AppendQueue}: the plugin's own fails every stream of a batch for the
 * fault of one, and its futures cost more than the decision on a command. Made by Pekko, which takes the class's name
 * from its configuration.
 */
public final class EventJournal extends JdbcAsyncWriteJournal {

    private final Database database;
    private final Executor readers;
    private final Serialization serialization;
    private final EventWrites writes;

    /** Called by Pekko. */
    public EventJournal(Config config) {
        super(config);
        var setup = JournalSetup.of(system());
        this.database = setup.databases().all().get(JournalSetup.index(config));
        this.readers = slickDb().database().ioExecutionContext()::execute;
        this.serialization = SerializationExtension.get(system());
        this.writes =
                new EventWrites(self(), setup.queue(journalConfig().useSharedDb()), serialization, Clock.systemUTC());
    }

    @Override
    public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
        if (message instanceof WriteMessages asked) {
            writes.write(asked);
        } else {
            super.aroundReceive(receive, message);
        }
    }

    /**
     * Waits until the writes of an earlier actor of the stream are done: they would be missed, and their places taken
     * again.
     */
    @Override
    public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return ScalaFutures.future(writes.settled(persistenceId))
                .flatMap(_ -> super.asyncReadHighestSequenceNr(persistenceId, fromSequenceNr), ec());
    }

    @Override
    public Future<BoxedUnit> asyncReplayMessages(
            String persistenceId,
            long fromVersion,
            long toVersion,
            long max,
            Function1<PersistentRepr, BoxedUnit> stream) {
        var range = new EventReplay.Range(persistenceId, fromVersion, toVersion, max);
        return ScalaFutures.future(new EventReplay(range, stream::apply, database, readers, serialization).start());
    }
}
