package dev.recount.bench.arena;

import dev.recount.database.place.DatabasePlace;

/** Makes databases for a run, beside the configured one and on the same disk, and removes them. */
sealed interface Places extends AutoCloseable permits Folders, Databases {

    /**
     * Prepares to make some.
     *
     * @throws dev.recount.database.sql.DatabaseException if they cannot be made; says what is missing
     */
    static Places beside(DatabasePlace configured) {
        return switch (configured) {
            case DatabasePlace.Folder(var path) -> Folders.in(path);
            case DatabasePlace.Postgres postgres -> Databases.beside(postgres);
        };
    }

    /** Makes an empty one, by a name of lower-case letters. */
    DatabasePlace make(String name);

    /** Says which database is measured, and how safe what it acknowledges is. */
    String description();

    /** Removes all that were made. */
    @Override
    void close();
}
