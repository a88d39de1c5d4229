package dev.recount.database.h2;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder with its files that nobody but their owner can read, where the file system knows owners. */
final class PrivateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** The names of files of ours: databases, and the folder and the files of keys. */
    private static final Pattern OURS = Pattern.compile("(journal|keystore)\\..+|keys|(master\\.json|seal\\.pem).*");

    private PrivateFiles() {}

    /**
     * Makes a folder, or closes one that is there and holds nothing but files of ours: others may have to get at what
     * else is in it.
     */
    static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder)) {
                throw there;
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.allMatch(
                    file -> OURS.matcher(file.getFileName().toString()).matches())) {
                permit(folder, FOLDER);
            }
        }
    }

    /** Closes a file to all others. */
    static void tighten(Path file) {
        permit(file, FILE);
    }

    /** A file of somebody else, as a folder that was mounted, stays as that one has made it. */
    private static void permit(Path path, Set<PosixFilePermission> permissions) {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            try {
                view.setPermissions(permissions);
            } catch (IOException others) {
                LOG.info("The permissions of {} stay as they are: {}", path, others.toString());
            }
        }
    }
}
