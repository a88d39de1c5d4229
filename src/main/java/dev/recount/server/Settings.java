package dev.recount.server;

import dev.recount.cluster.ClusterSettings;
import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.database.JournalSettings;
import dev.recount.decision.DecisionSettings;
import dev.recount.handler.HandlerSettings;
import dev.recount.history.HistorySettings;
import dev.recount.http.request.HttpSettings;
import dev.recount.journal.spread.Placement;
import dev.recount.projection.ProjectionSettings;
import dev.recount.stream.SnapshotLadder;
import dev.recount.stream.StreamSettings;
import dev.recount.view.ViewSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All settings of a server, read once at its start. What each means, its unit and its default is said in
 * {@code conf/recount.conf}.
 *
 * @param domains the class names of the domains to serve; empty for all that are found
 * @param domainSettings the settings of the domains, by the domain's name, then by the setting's
 */
public record Settings(
        List<String> domains,
        Map<String, Map<String, String>> domainSettings,
        LogSettings log,
        HttpSettings http,
        StreamSettings streams,
        JournalSettings journal,
        ProjectionSettings projections,
        ViewSettings views,
        HandlerSettings handlers,
        HistorySettings history,
        ClusterSettings cluster) {

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
                ofDomains(reader.within("domain")),
                log(reader),
                http(reader.within("http")),
                streams(reader.within("streams"), reader.within("decisions")),
                journal(reader, reader.within("journal")),
                projections(reader.within("projections")),
                views(reader.within("views")),
                handlers(reader.within("handlers")),
                history(reader.within("history")),
                cluster(reader.within("cluster")));
        if (settings.streams.enrichmentTimeout().compareTo(settings.streams.answerTimeout()) >= 0) {
            throw new SettingsException("recount.streams.enrichment-timeout: must be shorter than answer-timeout");
        }
        return settings;
    }

    private static ClusterSettings cluster(SettingsReader cluster) {
        List<SeedNode> seedNodes = cluster.texts("seed-nodes").stream()
                .map(node -> seedNode(cluster, node))
                .toList();
        int port = cluster.integer("port", 0, 65_535);
        if (port == 0 && !seedNodes.isEmpty()) {
            throw cluster.impossible("port", "must not be 0 where there are seed-nodes");
        }
        String host = cluster.text("host");
        requireUsable(cluster, "host", new SeedNode(host, port == 0 ? 65_535 : port));
        String bindHost = cluster.optionalText("bind-host");
        return new ClusterSettings(host, bindHost.isEmpty() ? host : bindHost, port, seedNodes);
    }

    private static SeedNode seedNode(SettingsReader cluster, String text) {
        try {
            SeedNode node = SeedNode.parse(text);
            requireUsable(cluster, "seed-nodes", node);
            return node;
        } catch (IllegalArgumentException unusable) {
            throw cluster.impossible("seed-nodes", String.valueOf(unusable.getMessage()));
        }
    }

    private static void requireUsable(SettingsReader cluster, String name, SeedNode node) {
        node.problem().ifPresent(problem -> {
            throw cluster.impossible(name, problem);
        });
    }

    private static LogSettings log(SettingsReader reader) {
        return new LogSettings(
                reader.oneOf("log-level", "ERROR", "WARN", "INFO", "DEBUG"),
                switch (reader.oneOf("log-format", "text", "json")) {
                    case "json" -> LogSettings.Format.JSON;
                    default -> LogSettings.Format.TEXT;
                });
    }

    private static Map<String, Map<String, String>> ofDomains(SettingsReader domains) {
        return domains.groups().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), name -> domains.within(name).all()));
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

    private static StreamSettings streams(SettingsReader streams, SettingsReader decisions) {
        return new StreamSettings(
                streams.integer("max-in-flight", 1, 100_000),
                streams.duration("answer-timeout", Duration.ofMillis(100), MINUTES_10),
                streams.duration("enrichment-timeout", Duration.ofMillis(10), MINUTES_10),
                streams.integer("remembered-commands", 1, 100_000),
                streams.bytes("max-event-size", 1 << 10, 1 << 20),
                streams.integer("max-live", 1, 10_000_000),
                streams.duration("idle-timeout", Duration.ofSeconds(1), Duration.ofDays(30)),
                new DecisionSettings(
                        decisions.onOrOff("record-commands"),
                        decisions.onOrOff("record-rejections"),
                        decisions.duration("keep-rejections", Duration.ofMinutes(1), Duration.ofDays(36_500))),
                new SnapshotLadder(
                        streams.integer("dense-snapshots", 1, 1_000_000),
                        streams.integer("snapshot-thinning", 1, 1_000_000)));
    }

    private static JournalSettings journal(SettingsReader root, SettingsReader journal) {
        int maxInFlight = root.within("streams").integer("max-in-flight", 1, 100_000);
        return new JournalSettings(
                place(root, journal.within("postgres")),
                further(journal),
                journal.integer("connections", 2, 1_000),
                journal.integer("batch-events", 1, 10_000),
                // Each command in flight waits for at most one append, so this queue cannot overflow.
                2 * maxInFlight,
                journal.duration("poll-interval", Duration.ofMillis(1), Duration.ofMinutes(1)),
                switch (journal.oneOf("unreadable-events", "refuse", "allow")) {
                    case "allow" -> JournalSettings.UnreadableEvents.ALLOW;
                    default -> JournalSettings.UnreadableEvents.REFUSE;
                });
    }

    private static List<JournalSettings.Postgres> further(SettingsReader journal) {
        SettingsReader home = journal.within("postgres");
        List<SettingsReader> entries = journal.groupsInList("further", "url", "user", "password");
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

    private static JournalSettings.Place place(SettingsReader root, SettingsReader postgres) {
        JournalSettings.Postgres server = postgres(postgres, postgres);
        return server.url().isBlank() ? new JournalSettings.Folder(root.path("data")) : reachable(server, postgres);
    }

    private static JournalSettings.Postgres postgres(SettingsReader place, SettingsReader limits) {
        return new JournalSettings.Postgres(
                place.optionalText("url"),
                place.optionalText("user"),
                place.optionalText("password"),
                limits.duration("connect-timeout", Duration.ofSeconds(1), Duration.ofMinutes(1)),
                limits.duration("statement-timeout", Duration.ofSeconds(1), MINUTES_10));
    }

    private static JournalSettings.Postgres reachable(JournalSettings.Postgres server, SettingsReader reader) {
        if (!JournalSettings.Postgres.isUrl(server.url())) {
            // what it says instead is not repeated: there may be a password in it
            throw reader.impossible("url", "must be a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/recount");
        }
        return server;
    }

    private static ProjectionSettings projections(SettingsReader projections) {
        return new ProjectionSettings(
                projections.integer("connections", 1, 1_000), projections.integer("batch-events", 1, 100_000));
    }

    private static ViewSettings views(SettingsReader views) {
        return new ViewSettings(
                views.integer("recent-rows", 1, 100_000_000),
                views.integer("connections", 1, 1_000),
                views.integer("max-waiting", 1, 1_000_000),
                views.duration("query-timeout", Duration.ofSeconds(1), MINUTES_10),
                views.duration("wait-timeout", Duration.ofMillis(1), MINUTES_10));
    }

    private static HandlerSettings handlers(SettingsReader handlers) {
        return new HandlerSettings(
                handlers.integer("parallelism", 1, 10_000),
                handlers.duration("reaction-timeout", Duration.ofMillis(100), MINUTES_10),
                handlers.duration("stop-timeout", Duration.ZERO, MINUTES_10));
    }

    private static HistorySettings history(SettingsReader history) {
        return new HistorySettings(
                history.integer("connections", 1, 1_000), history.integer("max-waiting", 1, 1_000_000));
    }

    /** Returns the same settings with another port. */
    public Settings withPort(int port) {
        return withHttp(http.withPort(port));
    }

    /** Returns the same settings with another data folder. */
    public Settings withData(Path folder) {
        return withJournal(journal.in(new JournalSettings.Folder(folder)));
    }

    /** Returns the same settings, talking HTTP in another way. */
    public Settings withHttp(HttpSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                changed,
                streams,
                journal,
                projections,
                views,
                handlers,
                history,
                cluster);
    }

    /** Returns the same settings, keeping and asking views in another way. */
    public Settings withViews(ViewSettings changed) {
        return new Settings(
                domains, domainSettings, log, http, streams, journal, projections, changed, handlers, history, cluster);
    }

    /** Returns the same settings, keeping streams in another way. */
    public Settings withStreams(StreamSettings changed) {
        return new Settings(
                domains, domainSettings, log, http, changed, journal, projections, views, handlers, history, cluster);
    }

    /** Returns the same settings with another journal. */
    public Settings withJournal(JournalSettings changed) {
        return new Settings(
                domains, domainSettings, log, http, streams, changed, projections, views, handlers, history, cluster);
    }

    /** Returns the same settings with handlers that work in another way. */
    public Settings withHandlers(HandlerSettings changed) {
        return new Settings(
                domains, domainSettings, log, http, streams, journal, projections, views, changed, history, cluster);
    }

    /** Returns the same settings with time travel that may take more or less. */
    public Settings withHistory(HistorySettings changed) {
        return new Settings(
                domains, domainSettings, log, http, streams, journal, projections, views, handlers, changed, cluster);
    }

    /** Returns the same settings for a node of another cluster. */
    public Settings withCluster(ClusterSettings changed) {
        return new Settings(
                domains, domainSettings, log, http, streams, journal, projections, views, handlers, history, changed);
    }
}
