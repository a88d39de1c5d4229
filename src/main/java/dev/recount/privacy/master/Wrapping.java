package dev.recount.privacy.master;

/** The wrapping of keys by a master key. */
public sealed interface Wrapping permits KeysetFile, KmsKey {

    /** The settings by which it is named to people. */
    String SETTING = "recount.privacy.master-key";

    /** Returns the name of the master key that wraps. */
    String current();

    /** Tells whether a master key of this name is the affair of this place, which may have it or not. */
    boolean isOfThis(String masterKey);

    /**
     * Wraps a key.
     *
     * @param owner whose it is; it unwraps as the key of that one alone
     * @throws dev.recount.database.sql.DatabaseException if the master key cannot be used
     */
    WrappedKey wrap(byte[] key, String owner);

    /**
     * Unwraps a key.
     *
     * @throws dev.recount.database.sql.DatabaseException if the master key is not the one that has wrapped it for this
     *     owner, or cannot be used
     */
    byte[] unwrap(WrappedKey wrapped, String owner);
}
