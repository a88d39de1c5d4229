package dev.recount.database;

import com.zaxxer.hikari.HikariConfig;
import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The file of an embedded database. */
final class H2File {

    private static final int IN_USE = 90020;

    private H2File() {}

    /** The kind of access to the file; a file that is only read stays the same to the last byte. */
    enum AccessMode {
        READING(";ACCESS_MODE_DATA=r"),
        WRITING("");

        private final String option;

        AccessMode(String option) {
            this.option = option;
        }
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve("journal.mv.db"));
    }

    /**
     * Makes the folder where it does not exist.
     *
     * @throws DatabaseException if it cannot be made, or not be used
     */
    static void makeFolder(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        if (whole.toString().contains(";")) { // it would end the path in the database's URL
            throw new DatabaseException(
                    "the data folder " + whole + " cannot be used: its path must not contain a semicolon");
        }
        try {
            Files.createDirectories(whole);
        } catch (IOException unusable) {
            throw new DatabaseException("the data folder " + whole + " cannot be made: " + unusable, unusable);
        }
    }

    /**
     * The settings without which H2 is no journal: with its default write delay, H2 acknowledges commits that a killed
     * process loses; and its own exit hook would close the database under writes that are still to be answered.
     */
    static void locate(HikariConfig config, Path folder, AccessMode access) {
        config.setJdbcUrl("jdbc:h2:file:" + folder.toAbsolutePath().normalize().resolve("journal")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;MAX_LENGTH_INPLACE_LOB=65536"
                + access.option);
        config.setUsername("recount");
        config.setPassword("");
    }

    /** Tells whether a file could not be opened as another process holds it. */
    static boolean isInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
                return true;
            }
        }
        return false;
    }
}
