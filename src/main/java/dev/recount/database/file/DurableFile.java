package dev.recount.database.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** The steps by which a file is written so that it is there as a whole, whenever the machine stops, or not at all. */
public final class DurableFile {

    private DurableFile() {}

    /** Writes into a file that is there, and waits until the disk has it. */
    public static void store(Path file, ByteBuffer content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }

    /**
     * Gives a file another name beside its own, unless something has it.
     *
     * @throws FileAlreadyExistsException if something has it
     */
    public static void name(Path written, Path name) throws IOException {
        try {
            Files.createLink(name, written); // unlike a move, never takes the place of another
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(written, name);
        }
    }

    /** Waits until the disk has a file that is there. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Writes down that the folder has its files, where folders can be written like files. */
    public static void syncFolder(Path folder) throws IOException {
        if (knowsOwners(folder)) {
            sync(folder);
        }
    }

    /** Tells whether the file system of a file knows who may read it. */
    public static boolean knowsOwners(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
