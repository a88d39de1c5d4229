package dev.recount.bench.arena;

import dev.recount.database.place.Place;

/** Makes databases for a run, beside the configured one and on the same disk, and removes them. */
sealed interface Places extends AutoCloseable permits Folders, Databases {

    /**
     * Prepares to make some.
     *
     * @throws dev.recount.database.sql.DatabaseException if they cannot be made; says what is missing
     */
    static Places beside(Place configured) {
        return switch (configured) {
            case Place.Folder(var path) -> Folders.in(path);
            case Place.Postgres postgres -> Databases.beside(postgres);
        };
    }

    /** Makes an empty one, by a name of lower-case letters. */
    Place make(String name);

    /** Says which database is measured, and how safe what it acknowledges is. */
    String description();

    /** Removes all that were made. */
    @Override
    void close();
}
