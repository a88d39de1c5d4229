package dev.recount.journal.jdbc;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;

/** Hands the open journal to those of its parts that Pekko makes by reflection. */
public final class JournalSetup extends Setup {

    private final JournalDatabase database;
    private final AppendQueue queue;

    public JournalSetup(JournalDatabase database, AppendQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    static JournalSetup of(ActorSystem system) {
        return system.settings().setup().get(JournalSetup.class).orElseThrow();
    }

    JournalDatabase database() {
        return database;
    }

    AppendQueue queue() {
        return queue;
    }
}
