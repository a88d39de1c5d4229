package dev.recount.stream.pekko.state;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.recount.database.Database;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;

/** Hands the stores of states, which Pekko makes by reflection, what each stands on. */
public final class StateSetup extends Setup {

    private static final String STORE = "recount-state-store";

    /** The name of the setting by which a store knows which journal it is for. */
    private static final String JOURNAL = "journal";

    private final Codecs codecs;
    private final PerJournal<Database> databases;
    private final PerJournal<AppendQueue> queues;

    public StateSetup(Codecs codecs, PerJournal<Database> databases, PerJournal<AppendQueue> queues) {
        this.codecs = codecs;
        this.databases = databases;
        this.queues = queues;
    }

    /** Returns the name of the plugin that keeps the states of a journal's streams; the journals are counted from 0. */
    public static String plugin(int journal) {
        return journal == 0 ? STORE : STORE + "-" + (journal + 1);
    }

    /**
     * Returns the configuration of the plugins of so many journals, which are all as that of the one.
     *
     * @param one has the configuration of the plugin of one journal, in full
     */
    public static Config plugins(Config one, int journals) {
        Config plugins = ConfigFactory.empty();
        for (int journal = 0; journal < journals; journal++) {
            plugins = plugins.withValue(
                    plugin(journal),
                    one.getConfig(STORE)
                            .withValue(JOURNAL, ConfigValueFactory.fromAnyRef(journal))
                            .root());
        }
        return plugins;
    }

    static StateSetup of(ActorSystem system) {
        return system.settings().setup().get(StateSetup.class).orElseThrow();
    }

    /** Returns the index of the journal that the configuration of a plugin is for. */
    static int journal(Config plugin) {
        return plugin.getInt(JOURNAL);
    }

    Codecs codecs() {
        return codecs;
    }

    Database database(int journal) {
        return databases.all().get(journal);
    }

    AppendQueue queue(int journal) {
        return queues.all().get(journal);
    }
}
