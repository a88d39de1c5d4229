package dev.recount.privacy.store;

import dev.recount.database.Database;
import dev.recount.database.DatabaseContent;
import dev.recount.database.DatabaseSettings;
import dev.recount.database.h2.H2File;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Transactions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database that holds the keys of subjects: a file of its own in a folder, or a schema of its own in a PostgreSQL,
 * which may be the journal's; so that it is backed up, and its backups are thrown away, apart from what the keys seal.
 */
public final class KeyDatabase {

    private static final String SCHEMA = "recount_keys";

    private static final DatabaseContent CONTENT =
            new DatabaseContent("keystore", "dev/recount/privacy", Optional.of(SCHEMA), "subject_key");

    private static final int CONNECTIONS = 6;

    private KeyDatabase() {}

    /**
     * Opens it, and brings its tables up to date; makes the folder, or the schema, where it does not exist.
     *
     * @param setting the name of the setting that says where it is
     * @throws DatabaseException if it cannot be used; the message names it
     */
    public static Database open(DatabasePlace place, String setting) {
        return Database.open(settings(place, setting), _ -> {});
    }

    /**
     * Opens it, where it is there, to read it, and leaves its tables as they are.
     *
     * @param setting the name of the setting that says where it is
     * @throws DatabaseException if there is none, or it cannot be used; the message names it
     */
    public static Database openAsItIs(DatabasePlace place, String setting) {
        return Database.openAsItIs(settings(place, setting), _ -> {});
    }

    private static DatabaseSettings settings(DatabasePlace place, String setting) {
        return new DatabaseSettings(place, setting, 0, CONNECTIONS, CONTENT);
    }

    /**
     * Tells whether there is one in a place; makes nothing there.
     *
     * @param setting the name of the setting that says where it is
     * @throws DatabaseException if that cannot be told; the message names it
     */
    public static boolean isIn(DatabasePlace place, String setting) {
        return switch (place) {
            case DatabasePlace.Folder(var folder) -> isIn(folder);
            case DatabasePlace.Postgres _ -> {
                try (Database database = openAsItIs(place, setting)) {
                    yield transactions(database)
                            .run(statements -> !statements
                                    .select(
                                            "SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = ?",
                                            row -> row.getInt(1),
                                            SCHEMA,
                                            CONTENT.table())
                                    .isEmpty());
                }
            }
        };
    }

    /** Tells whether a folder holds one. */
    public static boolean isIn(Path folder) {
        return new H2File(folder, CONTENT.name()).exists();
    }

    /** Returns the file of one that a folder holds. */
    public static Path file(Path folder) {
        return new H2File(folder, CONTENT.name()).path();
    }

    /** Returns the file of an embedded one; of another one, its server has the files. */
    public static Optional<H2File> file(DatabasePlace place, String setting) {
        return settings(place, setting).file();
    }

    /** Returns the name of a table as a statement names it, whatever the schema of its connection. */
    public static String table(String name) {
        return SCHEMA + "." + name;
    }

    /** Returns transactions over it. */
    public static Transactions transactions(Database database) {
        return new Transactions(database.pool(), "the keystore does not answer");
    }
}
