package dev.recount.server.settings;

import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.audit.AdministrationSettings;
import dev.recount.cluster.ClusterSettings;
import dev.recount.correction.CorrectionSettings;
import dev.recount.database.place.DatabasePlace;
import dev.recount.handler.HandlerSettings;
import dev.recount.history.HistorySettings;
import dev.recount.history.scrub.ScrubSettings;
import dev.recount.http.request.HttpSettings;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.privacy.settings.PrivacySettings;
import dev.recount.projection.ProjectionSettings;
import dev.recount.seal.SealSettings;
import dev.recount.seal.outside.OutsideSettings;
import dev.recount.stream.StreamSettings;
import dev.recount.transaction.TransactionSettings;
import dev.recount.view.ViewSettings;
import dev.recount.world.WorldSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a server, read once at its start. The file {@code conf/recount.conf} says of each its meaning, its
 * unit and its default.
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
        StorageSettings storage,
        ConsumerSettings consumers,
        HistorySettings history,
        IntegritySettings integrity,
        ClusterSettings cluster,
        CorrectionSettings corrections,
        PrivacySettings privacy,
        TransactionSettings transactions) {

    /**
     * Reads the settings: those of the file, over the defaults.
     *
     * @throws SettingsException if the file cannot be read, or a setting is unknown or impossible; the message names it
     */
    public static Settings read(Optional<Path> file) {
        return new SettingsFile(SettingsReader.of(file)).settings();
    }

    /**
     * Reads the settings as {@link #read(Optional)} does, for a process with this environment.
     *
     * @throws SettingsException also if the environment has a variable that is meant for them and that the file does
     *     not read, as its name is misspelt in one of them
     */
    public static Settings read(Optional<Path> file, Map<String, String> environment) {
        Settings settings = read(file);
        EnvironmentVariables.requireRead(file, environment);
        return settings;
    }

    /** Returns the settings of the databases that hold the journal. */
    public JournalSettings journal() {
        return storage.journals();
    }

    /** Returns the settings of seals. */
    public SealSettings seals() {
        return integrity.seals();
    }

    /** Returns where the keys are that sign checkpoints. */
    public Path sealKey() {
        return seals().key().orElseGet(() -> privacy.places().data().resolve("seal.pem"));
    }

    /** Returns the settings that views and event handlers share. */
    public ProjectionSettings projections() {
        return consumers.projections();
    }

    /** Returns the settings of views. */
    public ViewSettings views() {
        return consumers.views();
    }

    /** Returns the settings of event handlers. */
    public HandlerSettings handlers() {
        return consumers.handlers();
    }

    /** Returns the settings of worlds. */
    public WorldSettings worlds() {
        return consumers.worlds();
    }

    /** Returns the same settings with another port. */
    public Settings withPort(int port) {
        return withHttp(http.withPort(port));
    }

    /** Returns the same settings with another data folder. */
    public Settings withData(Path folder) {
        return withJournal(journal().in(new DatabasePlace.Folder(folder)));
    }

    /** Returns the same settings, talking HTTP in another way. */
    public Settings withHttp(HttpSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                changed,
                streams,
                storage,
                consumers,
                history,
                integrity,
                cluster,
                corrections,
                privacy,
                transactions);
    }

    /** Returns the same settings, keeping and asking views in another way. */
    public Settings withViews(ViewSettings changed) {
        return withConsumers(consumers.with(changed));
    }

    /** Returns the same settings, keeping streams in another way. */
    public Settings withStreams(StreamSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                changed,
                storage,
                consumers,
                history,
                integrity,
                cluster,
                corrections,
                privacy,
                transactions);
    }

    /** Returns the same settings with another journal, and with keys beside it where no other place is set. */
    public Settings withJournal(JournalSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage.with(changed),
                consumers,
                history,
                integrity,
                cluster,
                corrections,
                privacy.beside(changed.place()),
                transactions);
    }

    /** Returns the same settings with something else done about stored events that no code can read. */
    public Settings withUnreadable(UnreadablePolicy changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage.with(changed),
                consumers,
                history,
                integrity,
                cluster,
                corrections,
                privacy,
                transactions);
    }

    /** Returns the same settings with an archive elsewhere. */
    public Settings withArchive(ArchiveSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage.with(changed),
                consumers,
                history,
                integrity,
                cluster,
                corrections,
                privacy,
                transactions);
    }

    /** Returns the same settings with handlers that work in another way. */
    public Settings withHandlers(HandlerSettings changed) {
        return withConsumers(consumers.with(changed));
    }

    /** Returns the same settings with time travel that may take more or less. */
    public Settings withHistory(HistorySettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage,
                consumers,
                changed,
                integrity,
                cluster,
                corrections,
                privacy,
                transactions);
    }

    /** Returns the same settings, searching for damage in another way. */
    public Settings withScrub(ScrubSettings changed) {
        return withIntegrity(integrity.with(changed));
    }

    private Settings withIntegrity(IntegritySettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage,
                consumers,
                history,
                changed,
                cluster,
                corrections,
                privacy,
                transactions);
    }

    /** Returns the same settings, correcting in another way. */
    public Settings withCorrections(CorrectionSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage,
                consumers,
                history,
                integrity,
                cluster,
                changed,
                privacy,
                transactions);
    }

    /** Returns the same settings with keys elsewhere, or kept otherwise. */
    public Settings withPrivacy(PrivacySettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage,
                consumers,
                history,
                integrity,
                cluster,
                corrections,
                changed,
                transactions);
    }

    /** Returns the same settings, sealing in another way. */
    public Settings withSeals(SealSettings changed) {
        return withIntegrity(integrity.with(changed));
    }

    /** Returns the same settings, recording in another way what administrators do. */
    public Settings withAdministration(AdministrationSettings changed) {
        return withIntegrity(integrity.with(changed));
    }

    /** Returns the same settings, with checkpoints remembered elsewhere outside of the databases. */
    public Settings withOutside(OutsideSettings changed) {
        return withIntegrity(integrity.with(changed));
    }

    /** Returns the same settings for a node of another cluster. */
    public Settings withCluster(ClusterSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage,
                consumers,
                history,
                integrity,
                changed,
                corrections,
                privacy,
                transactions);
    }

    private Settings withConsumers(ConsumerSettings changed) {
        return new Settings(
                domains,
                domainSettings,
                log,
                http,
                streams,
                storage,
                changed,
                history,
                integrity,
                cluster,
                corrections,
                privacy,
                transactions);
    }
}
