package dev.recount.server.settings;

import dev.recount.database.place.DatabasePlace;
import dev.recount.privacy.settings.KeyMemory;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.privacy.settings.MasterKeyPlace;
import dev.recount.privacy.settings.PrivacySettings;
import java.time.Duration;
import java.util.Optional;

/** The settings of the group {@code recount.privacy}. */
final class PrivacyGroup {

    private PrivacyGroup() {}

    /**
     * Reads them.
     *
     * @param home where the journal is, beside which the keys are unless another place is set
     */
    static PrivacySettings read(SettingsReader root, DatabasePlace home) {
        SettingsReader privacy = root.within("privacy");
        return new PrivacySettings(
                new KeyPlaces(
                        home,
                        root.path("data"),
                        privacy.optionalPath("folder"),
                        JournalGroup.postgresIfSet(
                                privacy.within("database"),
                                root.within("journal").within("postgres")),
                        masterKey(privacy.within("master-key"))),
                new KeyMemory(
                        privacy.integer("cached-subjects", 1, 10_000_000),
                        privacy.duration("cached-for", Duration.ofMillis(100), Duration.ofHours(1))));
    }

    private static MasterKeyPlace masterKey(SettingsReader masterKey) {
        String kms = masterKey.optionalText("kms");
        return new MasterKeyPlace(masterKey.optionalPath("file"), kms.isBlank() ? Optional.empty() : Optional.of(kms));
    }
}
