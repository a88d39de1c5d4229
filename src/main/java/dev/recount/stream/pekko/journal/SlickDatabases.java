package dev.recount.stream.pekko.journal;

import com.typesafe.config.Config;
import dev.recount.database.Database;
import dev.recount.journal.spread.PerJournal;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;
import scala.Option;
import slick.jdbc.JdbcBackend$;
import slick.jdbc.JdbcBackend.JdbcDatabaseDef;
import slick.jdbc.JdbcProfile;
import slick.util.AsyncExecutor;

/**
 * Lets Pekko's JDBC plugins use the server's one pool for each journal, which outlives them. Made by the plugins, which
 * take the class's name from their configuration.
 */
public final class SlickDatabases implements SlickDatabaseProvider {

    private static final int QUEUE_LENGTH = 100_000;

    private final PerJournal<SlickDatabase> shared;

    /** Called by the plugins. */
    public SlickDatabases(ActorSystem system) {
        this.shared = JournalSetup.of(system).databases().map(database -> shared(system, database));
    }

    private static SlickDatabase shared(ActorSystem system, Database database) {
        int threads = database.connections();
        var executor = AsyncExecutor.apply(database.ofThis("journal-reader"), threads, threads, QUEUE_LENGTH, threads);
        system.registerOnTermination(executor::close);
        return new Shared(
                JdbcBackend$.MODULE$.Database().forDataSource(database.pool(), Option.apply(threads), executor, false),
                database.kind().slickProfile());
    }

    @Override
    public SlickDatabase database(Config config) {
        return shared.all().get(JournalSetup.index(config));
    }

    private record Shared(JdbcDatabaseDef database, JdbcProfile profile) implements SlickDatabase {

        @Override
        public boolean allowShutdown() {
            return false;
        }
    }
}
