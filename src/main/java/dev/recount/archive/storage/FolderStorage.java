package dev.recount.archive.storage;

import dev.recount.database.file.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder as a storage, in which files are only to be read once they have their names. One at a time stores there. */
public final class FolderStorage implements Storage {

    private static final String HIDDEN = ".";
    private static final String UNFINISHED = ".tmp";

    private final Path root;
    private final Optional<FileChannel> lock;

    private FolderStorage(Path root, Optional<FileChannel> lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Opens a folder, which is made if it is not there, and removes what was left of files that never got their names.
     *
     * @throws StorageException if it cannot be used, or somebody else stores there at this time
     */
    public static FolderStorage open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            DurableFile.syncFolder(root.resolveSibling(""));
            FileChannel lock = FileChannel.open(
                    root.resolve(HIDDEN + "lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            requireAlone(root, lock);
            var storage = new FolderStorage(root, Optional.of(lock));
            storage.removeUnfinished();
            return storage;
        } catch (IOException unusable) {
            throw new StorageException(root + " cannot be used: " + unusable, unusable);
        }
    }

    /** Opens a folder, which need not be there, to read from it alone, whoever else stores there. */
    public static FolderStorage toRead(Path folder) {
        return new FolderStorage(folder.toAbsolutePath().normalize(), Optional.empty());
    }

    private static void requireAlone(Path root, FileChannel lock) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException alsoHere) {
            // told below
        }
        lock.close();
        throw new StorageException("somebody else stores into " + root + " at this time");
    }

    private void removeUnfinished() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(FolderStorage::isUnfinished).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(HIDDEN) && name.endsWith(UNFINISHED);
    }

    @Override
    public void put(String name, byte[] content) {
        Path file = place(name);
        if (lock.isEmpty()) {
            throw new StorageException(file + " cannot be written: the folder is open to be read alone");
        }
        try {
            if (Files.exists(file) || !store(file, content)) {
                requireSame(name, content);
                sync(file);
            }
        } catch (IOException unwritable) {
            throw new StorageException(file + " cannot be written: " + unwritable, unwritable);
        }
    }

    /** Tells whether it has stored the file; it has not if one is there. */
    private boolean store(Path file, byte[] content) throws IOException {
        Path folder = file.resolveSibling("");
        makeFolder(folder);
        Path written = Files.createTempFile(folder, HIDDEN + file.getFileName() + ".", UNFINISHED);
        try {
            DurableFile.store(written, ByteBuffer.wrap(content));
            if (!written.toFile().setReadOnly()) {
                throw new IOException(written + " cannot be made read-only");
            }
            DurableFile.name(written, file);
        } catch (FileAlreadyExistsException another) {
            return false;
        } finally {
            Files.deleteIfExists(written);
        }
        DurableFile.syncFolder(folder);
        return true;
    }

    private void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.resolveSibling("");
            if (!folder.equals(root)) {
                makeFolder(parent);
            }
            Files.createDirectories(folder);
            DurableFile.syncFolder(parent);
        }
    }

    /** Who has put it there may have been killed before the disk had it, or its name. */
    private void sync(Path file) throws IOException {
        DurableFile.sync(file);
        Path folder = file;
        while (!folder.equals(root)) {
            folder = folder.resolveSibling("");
            DurableFile.syncFolder(folder);
        }
    }

    /** Returns the place of a file, which lies within the folder whatever its name says. */
    private Path place(String name) {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root)) {
            throw new StorageException(name + " is not the name of a file in " + root);
        }
        return file;
    }

    private void requireSame(String name, byte[] content) throws IOException {
        if (!Arrays.equals(Files.readAllBytes(place(name)), content)) {
            throw new StorageException(
                    root.resolve(name) + " is there already, and holds something else; it stays as it is");
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        try {
            return Optional.of(Files.readAllBytes(place(name)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new StorageException(root.resolve(name) + " cannot be read: " + unreadable, unreadable);
        }
    }

    /** Removes a file for good, if it is there. */
    public void remove(String name) {
        Path file = place(name);
        if (lock.isEmpty()) {
            throw new StorageException(file + " cannot be removed: the folder is open to be read alone");
        }
        try {
            if (Files.deleteIfExists(file)) {
                DurableFile.syncFolder(file.resolveSibling(""));
            }
        } catch (IOException unremovable) {
            throw new StorageException(file + " cannot be removed: " + unremovable, unremovable);
        }
    }

    @Override
    public List<String> list(String folder) {
        Path path = root.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith(HIDDEN))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new StorageException(path + " cannot be read: " + unreadable, unreadable);
        }
    }

    @Override
    public void close() {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException unwritable) {
            throw new StorageException(root + " cannot be used: " + unwritable, unwritable);
        }
    }
}
