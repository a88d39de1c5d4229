package dev.recount.privacy.secret;

import dev.recount.database.file.DurableFile;
import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that nobody but its owner can read, where the file system knows owners: it is so from its first moment, and
 * refused where it is not.
 *
 * @param setting the name of the setting that says where it is
 * @param danger what others could do with it
 */
public record SecretFile(Path path, String setting, String danger) {

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private static final Set<PosixFilePermission> BEYOND_THE_GROUP = EnumSet.of(
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    /** Tells whether there is one. */
    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * Reads it.
     *
     * @throws DatabaseException if others can read it too, or nobody can
     */
    public String read() {
        return read(OF_OTHERS);
    }

    /**
     * Reads it where the group of its owner may read it too, as where it belongs to another user who puts it there for
     * the server.
     *
     * @throws DatabaseException if still others can read it, or nobody can
     */
    public String readAsGroup() {
        return read(BEYOND_THE_GROUP);
    }

    private String read(Set<PosixFilePermission> forbidden) {
        try {
            if (DurableFile.knowsOwners(path)
                    && Files.getPosixFilePermissions(path).stream().anyMatch(forbidden::contains)) {
                throw new DatabaseException(setting + ": " + path
                        + " can be read or written by others than its owner, who could " + danger
                        + "; let nobody else: chmod 600 " + path);
            }
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new DatabaseException(setting + ": " + path + " cannot be read: " + unreadable, unreadable);
        }
    }

    /**
     * Makes it, unless somebody else makes it at the same time, whose file stays then.
     *
     * @throws DatabaseException if it cannot be written
     */
    public void create(String content) {
        write(content, written -> {
            try {
                DurableFile.name(written, path);
            } catch (FileAlreadyExistsException others) {
                return;
            }
        });
    }

    /**
     * Puts another content in the place of the one that is there, in one step.
     *
     * @throws DatabaseException if it cannot be written; the content stays the same then
     */
    public void replace(String content) {
        write(
                content,
                written ->
                        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    /** A step that gives a whole file its name. */
    private interface Naming {
        void name(Path written) throws IOException;
    }

    private void write(String content, Naming naming) {
        try {
            Path own = makeFolder(path.toAbsolutePath().normalize().resolveSibling(""));
            Path written = Files.createTempFile(own, path.getFileName() + ".", ".tmp", attributes(own, "rw-------"));
            try {
                DurableFile.store(written, StandardCharsets.UTF_8.encode(content));
                naming.name(written);
                DurableFile.syncFolder(own);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException unwritable) {
            throw new DatabaseException(setting + ": " + path + " cannot be written: " + unwritable, unwritable);
        }
    }

    /** The folder of a secret, made unless it is there; nodes that start together all ask for it. */
    private static Path makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.resolveSibling(""));
            try {
                Files.createDirectory(folder, attributes(folder.resolveSibling(""), "rwx------"));
            } catch (FileAlreadyExistsException there) {
                if (!Files.isDirectory(folder)) {
                    throw there;
                }
            }
        }
        return folder;
    }

    private static FileAttribute<?>[] attributes(Path folder, String permissions) throws IOException {
        return DurableFile.knowsOwners(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
