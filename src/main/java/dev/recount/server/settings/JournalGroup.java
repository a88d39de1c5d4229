package dev.recount.server.settings;

import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.database.WriteLimits;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Placement;
import dev.recount.stream.StreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the groups {@code recount.journal} and {@code recount.archive}, which belong to several rooms. */
final class JournalGroup {

    private JournalGroup() {}

    /**
     * Reads them.
     *
     * @param streams says how many commands there may be in flight: each waits for at most one append, so that the
     *     writers' queue cannot overflow
     */
    static StorageSettings read(SettingsReader root, StreamSettings streams) {
        SettingsReader journal = root.within("journal");
        var settings = new StorageSettings(
                places(root),
                new WriteLimits(journal.integer("batch-events", 1, 10_000), 2 * streams.maxInFlight()),
                journal.duration("poll-interval", Duration.ofMillis(1), Duration.ofMinutes(1)),
                unreadable(journal),
                ArchiveSettings.NONE);
        return settings.with(archive(root.within("archive")));
    }

    private static ArchiveSettings archive(SettingsReader archive) {
        var settings = new ArchiveSettings(
                archive.optionalPath("folder"),
                archive.duration("interval", Duration.ZERO, Duration.ofDays(365)),
                archive.onOrOff("delete"),
                archive.integer("readers", 1, 64));
        if (!settings.interval().isZero() && settings.folder().isEmpty()) {
            throw archive.impossible("interval", "needs recount.archive.folder: there is nowhere to move events to");
        } else if (settings.deletes() && settings.interval().isZero()) {
            throw archive.impossible("delete", "needs recount.archive.interval: it is done after each of those rounds");
        }
        return settings;
    }

    private static JournalSettings places(SettingsReader root) {
        SettingsReader journal = root.within("journal");
        return new JournalSettings(
                place(root, journal.within("postgres")), further(journal), journal.integer("connections", 2, 1_000));
    }

    private static UnreadablePolicy unreadable(SettingsReader journal) {
        return switch (journal.oneOf("unreadable-events", "refuse", "allow")) {
            case "allow" -> UnreadablePolicy.ALLOW;
            default -> UnreadablePolicy.REFUSE;
        };
    }

    private static List<DatabasePlace.Postgres> further(SettingsReader journal) {
        SettingsReader home = journal.within("postgres");
        List<SettingsReader> entries = journal.groupsInList("further", List.of("url", "user", "password"));
        if (!entries.isEmpty() && home.optionalText("url").isBlank()) {
            throw journal.impossible(
                    "further", "there can be further journals only beside one in recount.journal.postgres");
        } else if (entries.size() >= Placement.MOST) {
            throw journal.impossible("further", "there may be at most " + (Placement.MOST - 1) + " further journals");
        }
        return entries.stream()
                .map(entry -> reachable(postgres(entry, home), entry))
                .toList();
    }

    private static DatabasePlace place(SettingsReader root, SettingsReader postgres) {
        Optional<DatabasePlace.Postgres> server = postgresIfSet(postgres, postgres);
        return server.isPresent() ? server.get() : new DatabasePlace.Folder(root.path("data"));
    }

    /**
     * Returns the PostgreSQL of a group, if it names one.
     *
     * @param limits the group that has its timeouts
     */
    static Optional<DatabasePlace.Postgres> postgresIfSet(SettingsReader place, SettingsReader limits) {
        DatabasePlace.Postgres server = postgres(place, limits);
        requireUrl(server, place);
        return server.url().isBlank() ? Optional.empty() : Optional.of(reachable(server, place));
    }

    /** Who names a role or a password wants a PostgreSQL, and would be served from an empty folder. */
    private static void requireUrl(DatabasePlace.Postgres server, SettingsReader postgres) {
        if (server.url().isBlank()
                && !(server.user().isEmpty() && server.password().isEmpty())) {
            throw postgres.impossible(
                    "url",
                    "must not be empty where there is a user or a password; where it comes from the environment, the"
                            + " variable is not set");
        }
    }

    private static DatabasePlace.Postgres postgres(SettingsReader place, SettingsReader limits) {
        return new DatabasePlace.Postgres(
                place.optionalText("url"),
                place.optionalText("user"),
                place.optionalText("password"),
                limits.duration("connect-timeout", Duration.ofSeconds(1), Duration.ofMinutes(1)),
                limits.duration("statement-timeout", Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }

    private static DatabasePlace.Postgres reachable(DatabasePlace.Postgres server, SettingsReader reader) {
        if (!DatabasePlace.Postgres.isUrl(server.url())) {
            // what it says instead is not repeated: there may be a password in it
            throw reader.impossible("url", "must be a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/recount");
        }
        return server;
    }
}
