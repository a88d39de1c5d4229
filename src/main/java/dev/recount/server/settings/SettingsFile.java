package dev.recount.server.settings;

import dev.recount.audit.AdministrationSettings;
import dev.recount.correction.CorrectionSettings;
import dev.recount.decision.DecisionSettings;
import dev.recount.handler.HandlerSettings;
import dev.recount.history.HistorySettings;
import dev.recount.history.scrub.ScrubSettings;
import dev.recount.http.request.HttpSettings;
import dev.recount.projection.ProjectionSettings;
import dev.recount.seal.SealSettings;
import dev.recount.stream.BoundarySettings;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.snapshot.SnapshotLadder;
import dev.recount.transaction.TransactionSettings;
import dev.recount.view.ViewSettings;
import dev.recount.world.WorldSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of a file over the defaults, as they are taken from the groups that they are written in. */
final class SettingsFile {

    private static final Duration MINUTES_10 = Duration.ofMinutes(10);

    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./-]{0,199}");

    private final SettingsReader reader;

    SettingsFile(SettingsReader reader) {
        this.reader = reader;
    }

    /**
     * Reads all settings.
     *
     * @throws SettingsException if one is impossible; the message names it
     */
    Settings settings() {
        StreamSettings streams = streams(reader.within("streams"), reader.within("decisions"));
        if (streams.enrichmentTimeout().compareTo(streams.answerTimeout()) >= 0) {
            throw new SettingsException("recount.streams.enrichment-timeout: must be shorter than answer-timeout");
        }
        HttpSettings http = HttpGroup.read(reader);
        SealSettings seals = seals(reader.within("seal"));
        requireKeptUntilSealed(streams.decisions(), seals);
        StorageSettings storage = JournalGroup.read(reader, streams);
        return new Settings(
                reader.texts("domains"),
                ofDomains(reader.within("domain")),
                log(reader),
                http,
                streams,
                storage,
                new ConsumerSettings(
                        projections(reader.within("projections")),
                        views(reader.within("views")),
                        handlers(reader.within("handlers")),
                        worlds(reader.within("worlds"))),
                history(reader.within("history")),
                new IntegritySettings(
                        integrity(reader.within("integrity")),
                        seals,
                        OutsideGroup.read(reader.within("seal"), seals.isOn()),
                        administration(reader.within("administration")),
                        S3Group.read(reader.within("s3"))),
                ClusterGroup.read(reader.within("cluster")),
                corrections(reader.within("corrections"), http),
                PrivacyGroup.read(reader, storage.journals().place()),
                transactions(reader.within("transactions")));
    }

    private static void requireKeptUntilSealed(DecisionSettings decisions, SealSettings seals) {
        if (seals.isOn() && decisions.keepRejections().compareTo(seals.interval()) <= 0) {
            throw new SettingsException("recount.decisions.keep-rejections: must be longer than recount.seal.interval,"
                    + " within which they are sealed");
        }
    }

    private static SealSettings seals(SettingsReader seal) {
        String origin = seal.text("origin");
        if (!ORIGIN.matcher(origin).matches()) {
            throw seal.impossible("origin", "must be a name of letters, digits, dots, dashes and slashes");
        }
        if (origin.endsWith(SealSettings.OF_REJECTIONS)) {
            throw seal.impossible(
                    "origin",
                    "must not end with " + SealSettings.OF_REJECTIONS + ", as the names of trees of rejections do");
        }
        return new SealSettings(
                seal.optionalPath("key"), origin, seal.duration("interval", Duration.ZERO, Duration.ofHours(1)));
    }

    private static CorrectionSettings corrections(SettingsReader corrections, HttpSettings http) {
        var settings = new CorrectionSettings(corrections.onOrOff("second-person"));
        if (settings.secondPerson() && !http.access().isOn()) {
            throw corrections.impossible(
                    "second-person", "needs recount.access: callers who are not known are all the same one");
        }
        return settings;
    }

    private static AdministrationSettings administration(SettingsReader administration) {
        return new AdministrationSettings(
                administration.onOrOff("require-reason"), administration.onOrOff("record-personal-reads"));
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
                        streams.integer("snapshot-thinning", 1, 1_000_000)),
                new BoundarySettings(
                        streams.integer("boundary.max-events", 1, 1_000_000),
                        streams.integer("boundary.attempts", 1, 1_000)));
    }

    private static TransactionSettings transactions(SettingsReader transactions) {
        return new TransactionSettings(
                transactions.integer("max-streams", 1, 1_000),
                transactions.duration("hold-time", Duration.ofMillis(100), MINUTES_10));
    }

    private static ProjectionSettings projections(SettingsReader projections) {
        return new ProjectionSettings(
                projections.integer("connections", 1, 1_000), projections.integer("batch-events", 1, 100_000));
    }

    private static ViewSettings views(SettingsReader views) {
        return new ViewSettings(
                views.integer("recent-rows", 1, 100_000_000),
                views.integer("corrected-at-once", 0, 100_000_000),
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

    private static WorldSettings worlds(SettingsReader worlds) {
        return new WorldSettings(
                worlds.integer("max", 0, 1_000),
                worlds.duration("max-age", Duration.ofSeconds(1), Duration.ofDays(365)),
                worlds.optionalText("rules").isEmpty() ? Optional.empty() : Optional.of(worlds.path("rules")),
                worlds.integer("streams-in-memory", 1, 100_000_000),
                worlds.duration("wait-timeout", Duration.ofMillis(1), Duration.ofHours(1)));
    }

    private static ScrubSettings integrity(SettingsReader integrity) {
        return new ScrubSettings(
                integrity.integer("scrub-events-per-second", 0, 10_000_000),
                integrity.duration("scrub-interval", Duration.ofSeconds(1), Duration.ofDays(365)));
    }

    private static HistorySettings history(SettingsReader history) {
        return new HistorySettings(
                history.integer("connections", 1, 1_000), history.integer("max-waiting", 1, 1_000_000));
    }
}
