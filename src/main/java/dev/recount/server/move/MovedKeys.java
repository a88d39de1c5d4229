package dev.recount.server.move;

import dev.recount.database.Database;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.privacy.store.KeyDatabase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The keys of personal data that are moved with a journal.
 *
 * @param folder where they are
 * @param to where they go, as the settings of the PostgreSQL say
 */
public record MovedKeys(Path folder, KeyPlaces to) {

    static final String EARLIER_VERSION =
            ": serve the folder once with this version, stop the server, and move it then";

    /**
     * Finds the keys of a journal in a folder: those beside it, or those in the folder that the settings name.
     *
     * @param from the folder of the journal
     * @param to the places of keys that the settings of the PostgreSQL name
     */
    static Optional<MovedKeys> find(Path from, KeyPlaces to) {
        return Stream.concat(Stream.of(from.resolve(KeyPlaces.FOLDER)), to.folder().stream())
                .filter(KeyDatabase::isIn)
                .findFirst()
                .map(folder -> new MovedKeys(folder, to));
    }

    /** Returns the file that they are in, and stay in. */
    public Path file() {
        return KeyDatabase.file(folder);
    }

    /** Returns the file where the master key was; it is not moved. */
    public Path masterKeyBefore() {
        return to.masterKey()
                .file()
                .orElseGet(() -> folder.resolve(to.masterKeyFile().getFileName()));
    }

    /** Returns the file where servers look for the master key from now on. */
    public Path masterKeyNow() {
        return to.masterKeyFile();
    }

    /** Opens the database that they are in, to read it. */
    Database openSource() {
        Database source = KeyDatabase.openAsItIs(new DatabasePlace.Folder(folder), "recount.privacy.folder");
        try {
            source.requireToday(EARLIER_VERSION);
            return source;
        } catch (RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    /** Opens the database where they go, and makes its tables. */
    Database openTarget() {
        return KeyDatabase.open(to.database(), to.setting());
    }

    /** Returns which of some journals has the keys beside it, if one has: it is filled in one transaction with them. */
    OptionalInt beside(JournalSettings journals) {
        return IntStream.range(0, journals.journals())
                .filter(index -> isSame(journals.place(index), to.database()))
                .findFirst();
    }

    private static boolean isSame(DatabasePlace one, DatabasePlace other) {
        return one instanceof DatabasePlace.Postgres(var url, var _, var _, var _, var _)
                && other instanceof DatabasePlace.Postgres(var otherUrl, var _, var _, var _, var _)
                && url.equals(otherUrl);
    }
}
