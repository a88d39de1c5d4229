package dev.recount.privacy.settings;

import dev.recount.database.place.DatabasePlace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The places of the keys and of their master key, beside the journal unless others are set.
 *
 * @param home the home database of the journal
 * @param data the folder of the server's data, where nothing but the master key may be
 * @param folder another folder for keys than the one in there
 * @param postgres another PostgreSQL for keys than the journal's
 */
public record KeyPlaces(
        DatabasePlace home,
        Path data,
        Optional<Path> folder,
        Optional<DatabasePlace.Postgres> postgres,
        MasterKeyPlace masterKey) {

    /** The folder of the keys within the folder of the data. */
    public static final String FOLDER = "keys";

    /** Returns where the database of the keys is. */
    public DatabasePlace database() {
        if (postgres.isPresent()) {
            return postgres.get();
        }
        return switch (home) {
            case DatabasePlace.Postgres journal -> journal;
            case DatabasePlace.Folder _ -> new DatabasePlace.Folder(ownFolder());
        };
    }

    /** Returns the name of the setting that says so. */
    public String setting() {
        if (postgres.isPresent()) {
            return "recount.privacy.database";
        }
        return switch (home) {
            case DatabasePlace.Postgres _ -> "recount.journal.postgres";
            case DatabasePlace.Folder _ -> "recount.privacy.folder";
        };
    }

    /** Returns where the file of the master key is, if it is in one. */
    public Path masterKeyFile() {
        return masterKey.file().orElseGet(() -> ownFolder().resolve("master.json"));
    }

    /** Returns the URI of the master key, if a key management service keeps it. */
    public Optional<String> kms() {
        return masterKey.kms();
    }

    private Path ownFolder() {
        return folder.orElseGet(() -> data.resolve(FOLDER));
    }

    /** Returns the places beside another home database. */
    public KeyPlaces beside(DatabasePlace other) {
        return new KeyPlaces(
                other, other instanceof DatabasePlace.Folder(var path) ? path : data, folder, postgres, masterKey);
    }
}
