package dev.recount.privacy.settings;

import dev.recount.database.place.DatabasePlace;

/**
 * The settings of the group {@code recount.privacy}.
 *
 * @param places where the keys are
 * @param memory how many of them are kept in memory
 */
public record PrivacySettings(KeyPlaces places, KeyMemory memory) {

    /** Returns the same settings beside another home database. */
    public PrivacySettings beside(DatabasePlace home) {
        return new PrivacySettings(places.beside(home), memory);
    }
}
