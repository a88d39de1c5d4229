package dev.recount.server;

import dev.recount.database.h2.H2File;
import dev.recount.database.h2.H2File.Compaction;
import dev.recount.database.sql.DatabaseException;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.privacy.store.KeyDatabase;
import dev.recount.server.settings.Settings;
import java.util.List;
import java.util.stream.Stream;

/** The files of the embedded databases of a server that does not run. */
public final class StoppedFiles {

    private StoppedFiles() {}

    /**
     * Makes them anew, without what was deleted or replaced in them, and returns their sizes.
     *
     * @throws DatabaseException if there is none, or one cannot be made anew, or a server uses it
     */
    public static List<Compaction> compact(Settings settings) {
        KeyPlaces keys = settings.privacy().places();
        List<H2File> files = Stream.of(settings.journal().file(), KeyDatabase.file(keys.database(), keys.setting()))
                .flatMap(file -> file.filter(H2File::exists).stream())
                .toList();
        if (files.isEmpty()) {
            throw new DatabaseException(
                    "there is no file of a database in " + settings.journal().place());
        }
        return files.stream().map(H2File::compact).toList();
    }
}
