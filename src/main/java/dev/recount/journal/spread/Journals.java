package dev.recount.journal.spread;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The databases over which the streams are spread, opened together and closed together. */
public final class Journals implements AutoCloseable {

    private final PerJournal<Database> databases;

    private Journals(List<Database> databases) {
        this.databases = new PerJournal<>(databases);
    }

    /** Opens one of the databases. */
    @FunctionalInterface
    private interface Opening {
        Database open(JournalSettings settings, int index);
    }

    /**
     * Opens all databases, and brings their schemas up to date. Each remembers for good which of how many it is, and of
     * which set.
     *
     * @throws dev.recount.database.sql.DatabaseException if one cannot be used, or is not the one that the settings
     *     take it for; the message names the setting
     */
    public static Journals open(JournalSettings settings) {
        Journals opened = open(settings, JournalDatabase::open);
        try {
            opened.join(settings);
            return opened;
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    /**
     * Opens databases that are there to read them, and leaves them as they are.
     *
     * @throws dev.recount.database.sql.DatabaseException if one is not there, cannot be used, or is not the one that
     *     the settings take it for
     */
    public static Journals openAsTheyAre(JournalSettings settings) {
        Journals opened = open(settings, JournalDatabase::openAsItIs);
        try {
            opened.require(settings);
            return opened;
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    private static Journals open(JournalSettings settings, Opening opening) {
        var opened = new ArrayList<Database>();
        try {
            IntStream.range(0, settings.journals()).forEach(index -> opened.add(opening.open(settings, index)));
            return new Journals(opened);
        } catch (RuntimeException failure) {
            opened.forEach(Database::close);
            throw failure;
        }
    }

    /** The home database is asked first: what it remembers decides which set the others have to be of. */
    private void join(JournalSettings settings) {
        var set = new Membership.Set(UUID.randomUUID().toString(), settings.journals());
        for (Database database : postgres()) {
            set = Membership.join(database, set, settings.setting(database.index()));
        }
    }

    private void require(JournalSettings settings) {
        var set = new Membership.Set("", settings.journals());
        for (Database database : postgres()) {
            set = Membership.require(database, set, settings.setting(database.index()));
        }
    }

    /** A folder's database is never one of several. */
    private List<Database> postgres() {
        return databases.all().stream()
                .filter(database -> database.kind() == DatabaseKind.POSTGRESQL)
                .toList();
    }

    /** Returns the databases. */
    public PerJournal<Database> databases() {
        return databases;
    }

    /** Returns the home database, which also holds what belongs to no stream. */
    public Database home() {
        return databases.home();
    }

    @Override
    public void close() {
        databases.all().reversed().forEach(Database::close);
    }
}
