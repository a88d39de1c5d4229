package dev.recount.stream.pekko.state;

import com.typesafe.config.Config;
import dev.recount.database.Database;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.state.StateTable;
import dev.recount.replay.LatestStates;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.state.DurableStateStoreProvider;

/** Makes the store of states of one journal. Made by Pekko, which takes the class's name from its configuration. */
public final class StateStoreProvider implements DurableStateStoreProvider {

    private final StateStore store;

    /** Called by Pekko. */
    public StateStoreProvider(ExtendedActorSystem system, Config config) {
        var setup = StateSetup.of(system);
        int journal = StateSetup.journal(config);
        Database database = setup.database(journal);
        this.store = new StateStore(
                new LatestStates(new StateTable(PerJournal.one(database.pool()))),
                setup.queue(journal),
                setup.codecs(),
                readers(system, database),
                Clock.systemUTC());
    }

    /** As many threads as there are connections for them. */
    private static Executor readers(ExtendedActorSystem system, Database database) {
        ExecutorService readers = Executors.newFixedThreadPool(
                database.connections(),
                Thread.ofPlatform()
                        .name(database.ofThis("state-reader") + "-", 1)
                        .daemon()
                        .factory());
        system.registerOnTermination(readers::shutdown);
        return readers;
    }

    @Override
    public org.apache.pekko.persistence.state.scaladsl.DurableStateStore<Object> scaladslDurableStateStore() {
        return new ScalaStateStore(store);
    }

    @Override
    public org.apache.pekko.persistence.state.javadsl.DurableStateStore<Object> javadslDurableStateStore() {
        return store;
    }
}
