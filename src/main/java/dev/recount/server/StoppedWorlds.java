package dev.recount.server;

import dev.recount.database.Database;
import dev.recount.database.DatabaseSettings;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.PersonalKeys;
import dev.recount.server.storage.TemporaryFolder;
import dev.recount.world.Worlds;
import dev.recount.world.rules.RuleBook;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The worlds of a journal whose server does not run; they lie in a temporary folder, and the journal stays as it is.
 */
public final class StoppedWorlds implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final Worlds worlds;
    private final Closings closings;

    private StoppedWorlds(Worlds worlds, Closings closings) {
        this.worlds = worlds;
        this.closings = closings;
    }

    /**
     * Opens them.
     *
     * @param domains the domains whose rules the journal was written under
     * @param jars a folder of jars with other rules, if there is one, over that of the settings
     * @throws dev.recount.database.sql.DatabaseException if there is no journal, or it cannot be read
     */
    public static StoppedWorlds open(Settings settings, List<Domain> domains, Optional<Path> jars) {
        List<Domain> configured = Domains.configure(domains, settings.domainSettings());
        return Closings.open(closings -> {
            StoppedJournal journal = StoppedJournal.open(settings);
            closings.add(journal::close);
            TemporaryFolder folder = TemporaryFolder.create("recount-worlds");
            closings.add(folder::close);
            Database own = Database.open(
                    new DatabaseSettings(new DatabasePlace.Folder(folder.path()), "worlds", 0, CONNECTIONS), _ -> {});
            closings.add(own::close);
            var codecs = Codecs.of(configured, PersonalKeys.ofStopped(settings, journal.home(), closings));
            var services = new Worlds.Services(
                    journal.decisions(codecs), own, "stopped", List::of, () -> () -> {}, Clock.systemUTC());
            RuleBook book = WorldsPart.book(
                    settings,
                    configured,
                    codecs,
                    jars.or(() -> settings.worlds().rules()));
            var worlds = new Worlds(services, book, settings.worlds());
            closings.add(worlds::close);
            return new StoppedWorlds(worlds, closings);
        });
    }

    /** Returns the worlds. */
    public Worlds worlds() {
        return worlds;
    }

    @Override
    public void close() {
        closings.close();
    }
}
