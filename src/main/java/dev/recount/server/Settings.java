package dev.recount.server;

import dev.recount.cluster.ClusterSettings;
import dev.recount.database.WriteLimits;
import dev.recount.database.place.DatabasePlace;
import dev.recount.handler.HandlerSettings;
import dev.recount.history.HistorySettings;
import dev.recount.http.request.HttpSettings;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.projection.ProjectionSettings;
import dev.recount.stream.StreamSettings;
import dev.recount.view.ViewSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a server, read once at its start. The file {@code conf/recount.conf} says of each its meaning, its
 * unit and its default.
 *
 * @param domains the class names of the domains to serve; empty for all that are found
 * @param domainSettings the settings of the domains, by the domain's name, then by the setting's
 * @param writing the most that the writers of each journal take on
 * @param pollInterval how often the log is looked at for events that nobody told of
 * @param unreadable what is done about stored events that no code can read
 */
public record Settings(
        List<String> domains,
        Map<String, Map<String, String>> domainSettings,
        LogSettings log,
        HttpSettings http,
        StreamSettings streams,
        JournalSettings journal,
        WriteLimits writing,
        Duration pollInterval,
        UnreadablePolicy unreadable,
        ProjectionSettings projections,
        ViewSettings views,
        HandlerSettings handlers,
        HistorySettings history,
        ClusterSettings cluster) {

    /**
     * Reads the settings: those of the file, over the defaults.
     *
     * @throws SettingsException if the file cannot be read, or a setting is unknown or impossible; the message names it
     */
    public static Settings read(Optional<Path> file) {
        return new SettingsFile(SettingsReader.of(file)).settings();
    }

    /** Returns the same settings with another port. */
    public Settings withPort(int port) {
        return withHttp(http.withPort(port));
    }

    /** Returns the same settings with another data folder. */
    public Settings withData(Path folder) {
        return withJournal(journal.in(new DatabasePlace.Folder(folder)));
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
                writing,
                pollInterval,
                unreadable,
                projections,
                views,
                handlers,
                history,
                cluster);
    }

    /** Returns the same settings, keeping and asking views in another way. */
    public Settings withViews(ViewSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                journal,
                writing,
                pollInterval,
                unreadable,
                projections,
                changed,
                handlers,
                history,
                cluster);
    }

    /** Returns the same settings, keeping streams in another way. */
    public Settings withStreams(StreamSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                changed,
                journal,
                writing,
                pollInterval,
                unreadable,
                projections,
                views,
                handlers,
                history,
                cluster);
    }

    /** Returns the same settings with another journal. */
    public Settings withJournal(JournalSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                changed,
                writing,
                pollInterval,
                unreadable,
                projections,
                views,
                handlers,
                history,
                cluster);
    }

    /** Returns the same settings with something else done about stored events that no code can read. */
    public Settings withUnreadable(UnreadablePolicy changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                journal,
                writing,
                pollInterval,
                changed,
                projections,
                views,
                handlers,
                history,
                cluster);
    }

    /** Returns the same settings with handlers that work in another way. */
    public Settings withHandlers(HandlerSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                journal,
                writing,
                pollInterval,
                unreadable,
                projections,
                views,
                changed,
                history,
                cluster);
    }

    /** Returns the same settings with time travel that may take more or less. */
    public Settings withHistory(HistorySettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                journal,
                writing,
                pollInterval,
                unreadable,
                projections,
                views,
                handlers,
                changed,
                cluster);
    }

    /** Returns the same settings for a node of another cluster. */
    public Settings withCluster(ClusterSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                journal,
                writing,
                pollInterval,
                unreadable,
                projections,
                views,
                handlers,
                history,
                changed);
    }
}
