package dev.recount.model.domain;

import dev.recount.model.StreamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A reader of records kept elsewhere as commands, so that a history made before this server existed can be brought in.
 */
public interface Importer {

    /**
     * Reads the records in the order in which they happened.
     *
     * <p>A line that cannot be read becomes a {@link BadLine} and does not end the reading. Reading the same records
     * again gives the same commands with the same ids, so that an import can be stopped and run again.
     *
     * @throws IOException if a file is missing or cannot be read at all
     */
    Stream<Entry> read(Folder folder) throws IOException;

    /** Returns a small sample of such records that ships with the domain, to try it out with. */
    Folder sample();

    /** A folder of text files. */
    @FunctionalInterface
    interface Folder {

        /**
         * Opens a file of this folder; the caller closes it.
         *
         * @throws IOException if there is no such file
         */
        BufferedReader open(String fileName) throws IOException;
    }

    /** The outcome of reading one line of the records. */
    sealed interface Entry {}

    /**
     * A command that happened at a time of its own.
     *
     * @param commandId unique within the stream, and the same at every reading
     * @param time when it happened; its events take this time
     */
    record ImportedCommand(StreamId stream, String commandId, Instant time, Object command) implements Entry {}

    /**
     * A line that cannot be read.
     *
     * @param line its number in the file, from 1
     * @param problem what is wrong with it
     */
    record BadLine(String fileName, int line, String problem) implements Entry {}
}
