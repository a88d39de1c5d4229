package dev.recount.bench.arena;

import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.server.storage.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.engine.Constants;

/** Embedded databases, each in a folder of its own within the data folder, whose journal is not touched. */
final class Folders implements Places {

    private final Path data;
    private final boolean isNew;
    private final Path folder;

    private Folders(Path data, boolean isNew, Path folder) {
        this.data = data;
        this.isNew = isNew;
        this.folder = folder;
    }

    static Folders in(Path data) {
        try {
            boolean isNew = Files.notExists(data);
            Files.createDirectories(data);
            return new Folders(data, isNew, Files.createTempDirectory(data, "bench-"));
        } catch (IOException unusable) {
            throw new DatabaseException("the data folder " + data + " cannot be used: " + unusable, unusable);
        }
    }

    @Override
    public DatabasePlace make(String name) {
        return new DatabasePlace.Folder(folder.resolve(name));
    }

    @Override
    public String description() {
        return "H2 " + Constants.VERSION + ", WRITE_DELAY=0: survives a killed process, not a power cut";
    }

    @Override
    public void close() {
        remove(folder);
        if (isNew) {
            remove(data);
        }
    }

    private static void remove(Path folder) {
        try {
            TemporaryFolder.delete(folder);
        } catch (IOException kept) {
            throw new DatabaseException("the folder " + folder + " cannot be removed: " + kept, kept);
        }
    }
}
