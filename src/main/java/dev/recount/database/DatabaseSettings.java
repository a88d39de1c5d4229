package dev.recount.database;

import dev.recount.database.h2.H2File;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.segment.Segments;
import java.util.Optional;

/**
 * The settings of one database.
 *
 * @param place where it is
 * @param setting the name of the setting that says so
 * @param index which of several it is, from 0 for the home one
 * @param connections the most connections that those who read it may take together, at least 2
 * @param content what it holds
 * @param segments the files into which bytes of its rows have moved
 */
public record DatabaseSettings(
        DatabasePlace place, String setting, int index, int connections, DatabaseContent content, Segments segments) {

    /** Makes the settings of a database of which nothing has moved into segments. */
    public DatabaseSettings(DatabasePlace place, String setting, int index, int connections, DatabaseContent content) {
        this(place, setting, index, connections, content, Segments.none());
    }

    /** Makes the settings of a database that holds a journal. */
    public DatabaseSettings(DatabasePlace place, String setting, int index, int connections, Segments segments) {
        this(place, setting, index, connections, DatabaseContent.JOURNAL, segments);
    }

    /** Makes the settings of a database that holds a journal of which nothing has moved into segments. */
    public DatabaseSettings(DatabasePlace place, String setting, int index, int connections) {
        this(place, setting, index, connections, DatabaseContent.JOURNAL);
    }

    /** Returns the file of an embedded database; of another one, its server has the files. */
    public Optional<H2File> file() {
        return place instanceof DatabasePlace.Folder(var folder)
                ? Optional.of(new H2File(folder, content.name()))
                : Optional.empty();
    }
}
