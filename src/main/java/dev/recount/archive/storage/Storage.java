package dev.recount.archive.storage;

import java.util.List;
import java.util.Optional;

/**
 * A place in which files are stored once and never changed. Names have slashes between their parts. Every method
 * blocks, and throws {@link StorageException} when the place does not answer.
 */
public interface Storage extends AutoCloseable {

    /**
     * Stores a file: after that it is there for good, and at no time is there a part of it. Does nothing if it is there
     * with this content.
     *
     * @throws StorageException if it is there with another content, which stays
     */
    void put(String name, byte[] content);

    /** Returns the content of a file, if it is there. */
    Optional<byte[]> get(String name);

    /** Returns the names of the files in a folder, without the folder's, in their order; none if it is not there. */
    List<String> list(String folder);

    @Override
    void close();
}
