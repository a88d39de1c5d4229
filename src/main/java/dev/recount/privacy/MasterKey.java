package dev.recount.privacy;

import dev.recount.database.sql.DatabaseException;
import dev.recount.privacy.master.KeysetFile;
import dev.recount.privacy.master.KmsKey;
import dev.recount.privacy.master.WrappedKey;
import dev.recount.privacy.master.Wrapping;
import dev.recount.privacy.settings.KeyPlaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The key that wraps the keys of subjects, without which none of them is of any use. */
public final class MasterKey {

    /** The first one wraps; each unwraps what it has wrapped. */
    private final List<Wrapping> places;

    private MasterKey(List<Wrapping> places) {
        this.places = places;
    }

    /**
     * Opens the master key that the settings name: the one in the service, which then also unwraps what the file has
     * wrapped, if there is one; or else the one in the file.
     *
     * @param mayCreate whether a file is made where there is none
     * @throws DatabaseException if it cannot be used; the message names the setting
     */
    public static MasterKey open(KeyPlaces places, boolean mayCreate) {
        Path file = places.masterKeyFile();
        return places.kms()
                .map(uri -> Files.exists(file) ? kms(uri).withFormer(file(file, false)) : kms(uri))
                .orElseGet(() -> file(file, mayCreate));
    }

    /**
     * Opens the master key in a file, which nobody but its owner may be able to read.
     *
     * @param mayCreate whether it is made where there is none, as only a database that holds no keys allows
     * @throws DatabaseException if there is none and it may not be made, or it cannot be used; the message names the
     *     setting and the file
     */
    public static MasterKey file(Path file, boolean mayCreate) {
        return new MasterKey(List.of(KeysetFile.open(file, mayCreate)));
    }

    /**
     * Opens a master key that a key management service keeps, over the {@link com.google.crypto.tink.KmsClient} that
     * {@link java.util.ServiceLoader} finds for its URI.
     *
     * @throws DatabaseException if there is no such client, or the service refuses; the message names the setting
     */
    public static MasterKey kms(String uri) {
        return new MasterKey(List.of(KmsKey.open(uri)));
    }

    /**
     * Adds a master key to a file, and returns the file's: from then on, keys are wrapped by the new one, and unwrapped
     * by all. Other nodes that have a copy of the file get it before they need it; they read it anew when they do.
     *
     * @throws DatabaseException if the file cannot be used
     */
    public static MasterKey rotate(Path file) {
        return new MasterKey(List.of(KeysetFile.rotate(file)));
    }

    /** Returns this master key, which also unwraps what another has wrapped, until all is wrapped anew. */
    public MasterKey withFormer(MasterKey former) {
        return new MasterKey(
                Stream.concat(places.stream(), former.places.stream()).toList());
    }

    /** Returns the name of the master key by which keys are wrapped now. */
    String current() {
        return places.getFirst().current();
    }

    /**
     * Wraps a key.
     *
     * @param owner the name of its subject; it unwraps as the key of that one alone
     */
    WrappedKey wrap(byte[] key, String owner) {
        return places.getFirst().wrap(key, owner);
    }

    /**
     * Unwraps a key.
     *
     * @throws DatabaseException if this master key has not wrapped it for this owner; the message names the setting
     */
    byte[] unwrap(WrappedKey wrapped, String owner) {
        return places.stream()
                .filter(place -> place.isOfThis(wrapped.masterKey()))
                .findFirst()
                .orElseThrow(() -> new DatabaseException(Wrapping.SETTING + ": the key of " + owner
                        + " was wrapped by another master key, " + wrapped.masterKey()
                        + ", and cannot be unwrapped without it"))
                .unwrap(wrapped, owner);
    }
}
