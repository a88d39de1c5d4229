package dev.recount.server.storage;

import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.stored.KeystoreMark;
import dev.recount.model.domain.Domain;
import dev.recount.privacy.Keys;
import dev.recount.privacy.SubjectKeys;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.privacy.store.KeyDatabase;
import dev.recount.server.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The keys of the personal data of a server's domains. */
public final class PersonalKeys {

    private PersonalKeys() {}

    /**
     * Opens the keys where the settings say they are; makes them at first. A server whose domains have no personal data
     * needs none, and none are opened, unless there are some, of domains of before.
     *
     * @throws dev.recount.model.DomainException if a domain is mistaken
     * @throws dev.recount.database.sql.DatabaseException if they cannot be used; the message names the setting
     */
    public static Optional<SubjectKeys> open(Settings settings, List<Domain> domains, Clock clock, Closings closings) {
        var codecs = new Codecs(domains.stream()
                .flatMap(domain -> domain.streamTypes().stream())
                .toList());
        if (!codecs.holdPersonal() && !wereKept(settings.privacy().places())) {
            return Optional.empty();
        }
        SubjectKeys keys = SubjectKeys.open(settings.privacy(), clock);
        closings.add(keys::close);
        return Optional.of(keys);
    }

    /**
     * Opens those that are there, for who does nothing but read a journal; makes none.
     *
     * @throws dev.recount.database.sql.DatabaseException if they are not the journal's, or cannot be used; the message
     *     names the setting
     */
    public static Keys ofStopped(Settings settings, Database home, Closings closings) {
        Optional<SubjectKeys> found = find(settings, Clock.systemUTC());
        found.ifPresent(keys -> closings.add(keys::close));
        new KeystoreMark(home)
                .requireIfKept(
                        found.map(SubjectKeys::fingerprint),
                        settings.privacy().places().setting());
        return found.<Keys>map(keys -> keys).orElseGet(Keys::none);
    }

    private static boolean wereKept(KeyPlaces places) {
        return KeyDatabase.isIn(places.database(), places.setting());
    }

    /**
     * Opens those that are there already, whatever the domains are.
     *
     * @throws dev.recount.database.sql.DatabaseException if they cannot be used; the message names the setting
     */
    public static Optional<SubjectKeys> find(Settings settings, Clock clock) {
        return wereKept(settings.privacy().places())
                ? Optional.of(SubjectKeys.open(settings.privacy(), clock))
                : Optional.empty();
    }
}
