package dev.recount.server;

import dev.recount.http.HttpSettings;
import dev.recount.journal.jdbc.JournalSettings;
import dev.recount.stream.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings of a server, read once at its start. What each means, its unit and its default is said in
 * {@code conf/recount.conf}.
 *
 * @param domains the class names of the domains to serve; empty for all that are found
 */
public record Settings(
        List<String> domains, String logLevel, HttpSettings http, StreamSettings streams, JournalSettings journal) {

    private static final Duration MINUTES_10 = Duration.ofMinutes(10);

    /**
     * Reads the settings: those of the file, over the defaults.
     *
     * @throws SettingsException if the file cannot be read, or a setting is unknown or impossible; the message names it
     */
    public static Settings read(Optional<Path> file) {
        SettingsReader reader = SettingsReader.of(file);
        Settings settings = new Settings(
                reader.texts("domains"),
                reader.oneOf("log-level", "ERROR", "WARN", "INFO", "DEBUG"),
                http(reader.within("http")),
                streams(reader.within("streams")),
                journal(reader, reader.within("journal")));
        if (settings.streams.enrichmentTimeout().compareTo(settings.streams.answerTimeout()) >= 0) {
            throw new SettingsException("recount.streams.enrichment-timeout: must be shorter than answer-timeout");
        }
        return settings;
    }

    private static HttpSettings http(SettingsReader http) {
        return new HttpSettings(
                http.text("host"),
                http.integer("port", 0, 65_535),
                http.bytes("max-command-size", 1 << 10, 1 << 20),
                http.duration("body-timeout", Duration.ofMillis(100), MINUTES_10),
                http.duration("shutdown-timeout", Duration.ZERO, MINUTES_10),
                Optional.of(http.optionalText("principal-header")).filter(name -> !name.isEmpty()),
                new HttpSettings.Subscriptions(
                        http.integer("max-subscriptions", 1, 100_000),
                        http.duration("heartbeat-interval", Duration.ofMillis(100), Duration.ofSeconds(30))));
    }

    private static StreamSettings streams(SettingsReader streams) {
        return new StreamSettings(
                streams.integer("max-in-flight", 1, 100_000),
                streams.duration("answer-timeout", Duration.ofMillis(100), MINUTES_10),
                streams.duration("enrichment-timeout", Duration.ofMillis(10), MINUTES_10),
                streams.integer("remembered-commands", 1, 100_000),
                streams.bytes("max-event-size", 1 << 10, 1 << 20),
                streams.integer("max-live", 1, 10_000_000),
                streams.duration("idle-timeout", Duration.ofSeconds(1), Duration.ofDays(30)));
    }

    private static JournalSettings journal(SettingsReader root, SettingsReader journal) {
        int maxInFlight = root.within("streams").integer("max-in-flight", 1, 100_000);
        return new JournalSettings(
                new JournalSettings.Folder(root.path("data")),
                journal.integer("connections", 2, 1_000),
                journal.integer("batch-events", 1, 10_000),
                // Each command in flight waits for at most one append, so this queue cannot overflow.
                2 * maxInFlight,
                journal.duration("poll-interval", Duration.ofMillis(1), Duration.ofMinutes(1)));
    }

    /** Returns the same settings with another port. */
    public Settings withPort(int port) {
        var changed = new HttpSettings(
                http.host(),
                port,
                http.maxCommandBytes(),
                http.bodyTimeout(),
                http.shutdownTimeout(),
                http.principalHeader(),
                http.subscriptions());
        return new Settings(domains, logLevel, changed, streams, journal);
    }

    /** Returns the same settings with another data folder. */
    public Settings withData(Path folder) {
        var changed = new JournalSettings(
                new JournalSettings.Folder(folder),
                journal.connections(),
                journal.batchEvents(),
                journal.queueLength(),
                journal.pollInterval());
        return new Settings(domains, logLevel, http, streams, changed);
    }
}
