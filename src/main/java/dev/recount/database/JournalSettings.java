package dev.recount.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.Driver;

/**
 * How the journal is kept: in one database, or spread over several.
 *
 * @param place where the database is; of several, the home one, which also holds all that is nobody's stream
 * @param further where the others are, in their order; none for one journal
 * @param connections the most connections to the database that writing and reading of streams may take, at least 2
 * @param batchEvents the most events written in one transaction, at least 1
 * @param queueLength the most appends that may wait to be written, at least 1
 * @param pollInterval how often the log is looked at for events that nobody told of
 * @param unreadable what is done about stored events that no code can read
 */
public record JournalSettings(
        Place place,
        List<Postgres> further,
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

    public JournalSettings {
        further = List.copyOf(further);
    }

    /** Returns the same settings for one journal elsewhere. */
    public JournalSettings in(Place other) {
        return among(other, List.of());
    }

    /** Returns the same settings for journals elsewhere. */
    public JournalSettings among(Place home, List<Postgres> others) {
        return new JournalSettings(home, others, connections, batchEvents, queueLength, pollInterval, unreadable);
    }

    /** Returns how many journals there are. */
    public int journals() {
        return 1 + further.size();
    }

    /** Returns where the journal of an index is, from 0 for the home one. */
    public Place place(int index) {
        return index == 0 ? place : further.get(index - 1);
    }

    /** Returns where it is, without what may be secret. */
    @Override
    public String toString() {
        return IntStream.range(0, journals())
                .mapToObj(index -> place(index).toString())
                .collect(Collectors.joining(", "));
    }

    /** Returns the name of the setting that says so. */
    public String setting(int index) {
        return index == 0 ? "recount.journal.postgres" : "recount.journal.further, entry " + index;
    }

    /** Returns the same settings with something else done about stored events that no code can read. */
    public JournalSettings unreadable(UnreadableEvents what) {
        return new JournalSettings(place, further, connections, batchEvents, queueLength, pollInterval, what);
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
