package dev.recount.torture.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The writer of evidence, which is written down as it comes, so that it is there whatever happens next; many threads
 * may do so at once.
 */
public final class EvidenceWriter implements AutoCloseable {

    private final Map<Class<?>, LineFile> files = new HashMap<>();

    private record LineFile(Writer writer, ReentrantLock lock) {

        void add(String line) {
            lock.lock();
            try {
                writer.write(line + "\n");
                writer.flush();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Begins new evidence in a folder, which is made where it does not exist.
     *
     * @throws TrialFailedException if there is some already, or it cannot be written there
     */
    public EvidenceWriter(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Class<? extends Record> kind : EvidenceFiles.NAMES.keySet()) {
                Path file = folder.resolve(EvidenceFiles.name(kind));
                files.put(
                        kind,
                        new LineFile(
                                Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW), new ReentrantLock()));
            }
        } catch (FileAlreadyExistsException there) {
            throw new TrialFailedException("--evidence: " + folder + " holds evidence already");
        } catch (IOException unwritable) {
            throw new TrialFailedException("--evidence: " + folder + " cannot be written: " + unwritable);
        }
    }

    /** Writes a record down. */
    public void add(Record entry) {
        LineFile file = files.get(entry.getClass());
        if (file == null) {
            throw new IllegalArgumentException("no evidence: " + entry);
        }
        file.add(EvidenceFiles.json(entry));
    }

    @Override
    public void close() {
        files.values().forEach(file -> {
            try {
                file.writer.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
