package dev.recount.database.h2;

import com.zaxxer.hikari.HikariConfig;
import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The file of an embedded database.
 *
 * @param content a word for what it holds, of which its name begins
 */
public record H2File(Path folder, String content) {

    private static final int IN_USE = 90020;

    private static final String USER = "recount";

    /** The time in which the file is made smaller when it is closed, of which it needs less the less there is to do. */
    private static final int COMPACTION_MS = 3_000;

    /** The file begins with two copies of its header, each in a block of its own, of which one may be damaged. */
    private static final String HEADER = "H:2,";

    private static final int BLOCK = 4_096;

    /** The kind of access to the file; a file that is only read stays the same to the last byte. */
    public enum AccessMode {
        READING(";ACCESS_MODE_DATA=r"),
        WRITING(";MAX_COMPACT_TIME=" + COMPACTION_MS);

        private final String option;

        AccessMode(String option) {
            this.option = option;
        }
    }

    /** Tells whether there is such a file. */
    public boolean exists() {
        return Files.exists(path());
    }

    /** Returns where it is, or would be. */
    public Path path() {
        return whole().resolve(content + ".mv.db");
    }

    private Path whole() {
        return folder.toAbsolutePath().normalize();
    }

    /**
     * Makes sure that the file, if there is one, is a database. Of an empty one H2 would make a new database, as if
     * nothing had ever been stored; what it says of others leads nowhere.
     *
     * @throws DatabaseException if it is none
     */
    public void requireDatabase() {
        Path file = path();
        if (!Files.exists(file)) {
            return;
        }
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            if (bytes.size() == 0) {
                throw new DatabaseException("the " + content + "'s file " + file
                        + " is empty: restore it from a backup; or delete it, if nothing was ever stored in it");
            }
            if (!hasHeaderAt(0, bytes) && !hasHeaderAt(BLOCK, bytes)) {
                throw new DatabaseException("the " + content + "'s file " + file + " is no database of H2's");
            }
        } catch (IOException unreadable) {
            throw new DatabaseException(
                    "the " + content + "'s file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private static boolean hasHeaderAt(int position, SeekableByteChannel bytes) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(HEADER.length());
        bytes.position(position);
        while (found.hasRemaining() && bytes.read(found) >= 0) {
            // until it is whole, or the file ends
        }
        return new String(found.array(), StandardCharsets.ISO_8859_1).equals(HEADER);
    }

    /**
     * Makes the folder where it does not exist.
     *
     * @throws DatabaseException if it cannot be made, or not be used
     */
    public void makeFolder() {
        Path whole = whole();
        if (whole.toString().contains(";")) { // it would end the path in the database's URL
            throw new DatabaseException(
                    "the data folder " + whole + " cannot be used: its path must not contain a semicolon");
        }
        try {
            Files.createDirectories(whole.getParent() == null ? whole : whole.getParent());
            PrivateFiles.makeFolder(whole);
        } catch (IOException unusable) {
            throw new DatabaseException("the data folder " + whole + " cannot be made: " + unusable, unusable);
        }
        if (!Files.isWritable(whole)) {
            throw new DatabaseException("the data folder " + whole + " cannot be written");
        }
    }

    /**
     * The settings without which H2 is no journal: with its default write delay, H2 acknowledges commits that a killed
     * process loses; its own exit hook would close the database under writes that are still to be answered; and where
     * it answers a query with the result of the one before, as it does unless told otherwise, the rows of a commit that
     * came between are missing, which a query just before had already seen.
     */
    public void locate(HikariConfig config, AccessMode access) {
        config.setJdbcUrl(url(access));
        config.setUsername(USER);
        config.setPassword("");
    }

    private String url(AccessMode access) {
        return "jdbc:h2:file:" + whole().resolve(content)
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;MAX_LENGTH_INPLACE_LOB=65536"
                + ";OPTIMIZE_REUSE_RESULTS=0"
                + access.option;
    }

    /** Opens a connection to the file as it is opened to be written. */
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url(AccessMode.WRITING), USER, "");
        PrivateFiles.tighten(path());
        return connection;
    }

    /**
     * The sizes of a file that was made anew, in bytes.
     *
     * @param before the size with what had been deleted or replaced in it
     */
    public record Compaction(Path file, long before, long after) {}

    /**
     * Makes the file anew, without what was deleted or replaced in it; it takes as long as all of it takes to copy.
     *
     * @throws DatabaseException if it cannot be, or another process uses the folder
     */
    public Compaction compact() {
        requireDatabase();
        try {
            long before = Files.size(path());
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN COMPACT");
            }
            PrivateFiles.tighten(path()); // it is another file now
            return new Compaction(path(), before, Files.size(path()));
        } catch (SQLException | IOException failure) {
            throw explain(failure);
        }
    }

    /** Returns what is said where it cannot be opened. */
    public DatabaseException explain(Exception failure) {
        return isInUse(failure)
                ? new DatabaseException("the data folder " + folder + " is in use by another process", failure)
                : new DatabaseException(
                        "the " + content + " in " + folder + " cannot be opened: "
                                + DatabaseException.inOneLine(failure.getMessage()),
                        failure);
    }

    /** Tells whether a file could not be opened as another process holds it. */
    private static boolean isInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
                return true;
            }
        }
        return false;
    }
}
