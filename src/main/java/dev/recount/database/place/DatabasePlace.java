package dev.recount.database.place;

import java.nio.file.Path;
import java.time.Duration;
import org.postgresql.Driver;

/** A place where a database is. */
public sealed interface DatabasePlace {

    /** An embedded H2 database in a folder of this machine. */
    record Folder(Path path) implements DatabasePlace {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A PostgreSQL server, version 14 or newer.
     *
     * @param url the JDBC URL of the database, see {@link #isUrl}
     * @param user the role, or an empty text if the URL or the machine says it
     * @param password its password, or an empty text if it needs none or the URL or the machine says it
     * @param connectTimeout how long opening a connection may take, in whole seconds
     * @param statementTimeout how long a statement may take, in whole seconds
     */
    record Postgres(String url, String user, String password, Duration connectTimeout, Duration statementTimeout)
            implements DatabasePlace {

        /** Tells whether a text is the JDBC URL of a PostgreSQL database. */
        public static boolean isUrl(String text) {
            return text.startsWith("jdbc:postgresql:") && Driver.parseURL(text, null) != null;
        }

        /** Returns the URL without what may be secret in it. */
        @Override
        public String toString() {
            return url.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
        }
    }
}
