package dev.recount.stream.pekko.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.recount.database.Database;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.spread.PerJournal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.persistence.Persistence;
import scala.Option;

/**
 * Hands the open journals to those of their parts that Pekko makes by reflection, each of which has to know which
 * journal it is for.
 */
public final class JournalSetup extends Setup {

    private static final String JOURNAL = "jdbc-journal";
    private static final String SNAPSHOTS = "jdbc-snapshot-store";

    /** A plugin tells its parts this name, and for us it is the number of the journal. */
    private static final String SHARED = "use-shared-db";

    private final PerJournal<Database> databases;
    private final PerJournal<AppendQueue> queues;

    public JournalSetup(PerJournal<Database> databases, PerJournal<AppendQueue> queues) {
        this.databases = databases;
        this.queues = queues;
    }

    /** Returns the name of the plugin that stores the events of a journal; the journals are counted from 0. */
    public static String journalPlugin(int index) {
        return plugin(JOURNAL, index);
    }

    /** Returns the name of the plugin that stores the snapshots of a journal; the journals are counted from 0. */
    public static String snapshotPlugin(int index) {
        return plugin(SNAPSHOTS, index);
    }

    private static String plugin(String name, int index) {
        return index == 0 ? name : name + "-" + (index + 1);
    }

    /**
     * Returns the configuration of the plugins of so many journals, which are all as those of the one.
     *
     * @param one has the configuration of the plugins of one journal, in full
     */
    public static Config plugins(Config one, int journals) {
        Config plugins = ConfigFactory.empty();
        for (int index = 0; index < journals; index++) {
            var number = ConfigValueFactory.fromAnyRef(Integer.toString(index));
            plugins = plugins.withValue(
                            journalPlugin(index),
                            one.getConfig(JOURNAL).withValue(SHARED, number).root())
                    .withValue(
                            snapshotPlugin(index),
                            one.getConfig(SNAPSHOTS).withValue(SHARED, number).root());
        }
        return plugins;
    }

    /** Returns the actors through which the streams of a system store, by the names of their plugins. */
    public static Map<String, ActorRef> actors(ActorSystem system) {
        Persistence persistence = Persistence.get(system);
        int journals = of(system).databases.all().size();
        return IntStream.range(0, journals)
                .mapToObj(index -> List.of(journalPlugin(index), snapshotPlugin(index)))
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Function.identity(),
                        plugin -> plugin.startsWith(JOURNAL)
                                ? persistence.journalFor(plugin, ConfigFactory.empty())
                                : persistence.snapshotStoreFor(plugin, ConfigFactory.empty())));
    }

    static JournalSetup of(ActorSystem system) {
        return system.settings().setup().get(JournalSetup.class).orElseThrow();
    }

    PerJournal<Database> databases() {
        return databases;
    }

    /** Returns the index of the journal that the configuration of a plugin is for. */
    static int index(Config plugin) {
        return Integer.parseInt(plugin.getString(SHARED));
    }

    Database database(Option<String> shared) {
        return databases.all().get(Integer.parseInt(shared.get()));
    }

    AppendQueue queue(Option<String> shared) {
        return queue(Integer.parseInt(shared.get()));
    }

    /** Returns the writers of a journal, by its index. */
    AppendQueue queue(int index) {
        return queues.all().get(index);
    }
}
