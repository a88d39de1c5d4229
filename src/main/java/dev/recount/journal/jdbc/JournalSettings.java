package dev.recount.journal.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import org.postgresql.Driver;

/**
 * How the journal is kept.
 *
 * @param place where the database is
 * @param connections the most connections to the database that writing and reading of streams may take, at least 2
 * @param batchEvents the most events written in one transaction, at least 1
 * @param queueLength the most appends that may wait to be written, at least 1
 * @param pollInterval how often the log is looked at for events that nobody told of
 * @param unreadable what is done about stored events that no code can read
 */
public record JournalSettings(
        Place place,
        int connections,
        int batchEvents,
        int queueLength,
        Duration pollInterval,
        UnreadableEvents unreadable) {

    /** What is done when the journal holds events of names that no code can read. */
    public enum UnreadableEvents {
        /** The server does not start. */
        REFUSE,
        /** It starts, says so, and the streams that hold them refuse to go on. */
        ALLOW
    }

    /** Returns the same settings for a journal elsewhere. */
    public JournalSettings in(Place other) {
        return new JournalSettings(other, connections, batchEvents, queueLength, pollInterval, unreadable);
    }

    /** Returns the same settings with something else done about stored events that no code can read. */
    public JournalSettings unreadable(UnreadableEvents what) {
        return new JournalSettings(place, connections, batchEvents, queueLength, pollInterval, what);
    }

    /** Where the database is. */
    public sealed interface Place {}

    /** An embedded H2 database in a folder of this machine. */
    public record Folder(Path path) implements Place {
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
    public record Postgres(String url, String user, String password, Duration connectTimeout, Duration statementTimeout)
            implements Place {

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
