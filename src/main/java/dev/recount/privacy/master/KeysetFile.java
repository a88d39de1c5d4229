package dev.recount.privacy.master;

import dev.recount.database.sql.DatabaseException;
import dev.recount.privacy.secret.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * A master key in a file: a keyset as Tink writes it in JSON. Where a key comes that was wrapped by a master key which
 * the file did not hold when it was read, it is read again, as another node may have a newer one.
 */
public final class KeysetFile implements Wrapping {

    private static final String PREFIX = "file:";

    private final SecretFile file;
    private volatile Keyset keyset;

    private KeysetFile(SecretFile file, Keyset keyset) {
        this.file = file;
        this.keyset = keyset;
    }

    /**
     * Reads the file.
     *
     * @param mayCreate whether it is made where there is none
     * @throws DatabaseException if there is none and it may not be made, or it cannot be used; the message names it
     */
    public static KeysetFile open(Path path, boolean mayCreate) {
        var file = file(path);
        if (!file.exists()) {
            if (!mayCreate) {
                throw new DatabaseException(SETTING + ".file: there is no " + path
                        + ", and without it the keys of subjects that are stored cannot be unwrapped: put back the"
                        + " file that has wrapped them, or copy that of another node");
            }
            file.create(made(path, () -> Keyset.generate().json()));
        }
        return new KeysetFile(file, read(file));
    }

    /**
     * Adds a master key to the file, by which keys are wrapped from then on; those that were there stay.
     *
     * @throws DatabaseException if the file cannot be used
     */
    public static KeysetFile rotate(Path path) {
        var file = file(path);
        Keyset former = read(file);
        file.replace(made(path, () -> former.rotated().json()));
        return new KeysetFile(file, read(file));
    }

    private static SecretFile file(Path path) {
        return new SecretFile(path, SETTING + ".file", "open all personal data by it");
    }

    private static Keyset read(SecretFile file) {
        String json = file.read();
        return made(file.path(), () -> Keyset.parse(json));
    }

    /** A step in which Tink may find that something is amiss. */
    private interface Step<T> {
        T run() throws GeneralSecurityException;
    }

    private static <T> T made(Path path, Step<T> step) {
        try {
            return step.run();
        } catch (GeneralSecurityException malformed) {
            throw new DatabaseException(
                    SETTING + ".file: " + path + " is no keyset of Tink's, in JSON, by which keys could be wrapped",
                    malformed);
        }
    }

    @Override
    public String current() {
        return PREFIX + keyset.primary();
    }

    @Override
    public boolean isOfThis(String masterKey) {
        return masterKey.startsWith(PREFIX);
    }

    @Override
    public WrappedKey wrap(byte[] key, String owner) {
        Keyset now = keyset;
        return made(
                file.path(),
                () -> new WrappedKey(PREFIX + now.primary(), now.aead().encrypt(key, bytes(owner))));
    }

    @Override
    public byte[] unwrap(WrappedKey wrapped, String owner) {
        String name = wrapped.masterKey().substring(PREFIX.length());
        if (!keyset.has(name)) {
            keyset = read(file);
        }
        if (!keyset.has(name)) {
            throw new DatabaseException(SETTING + ".file: " + file.path() + " does not hold the master key " + name
                    + " that has wrapped the key of " + owner + ": put back the file that has, or copy that of"
                    + " another node");
        }
        try {
            return keyset.aead().decrypt(wrapped.bytes(), bytes(owner));
        } catch (GeneralSecurityException changed) {
            throw new DatabaseException(
                    "the stored key of " + owner + " has been changed, or is another's: " + SETTING
                            + ".file has not wrapped it so",
                    changed);
        }
    }

    private static byte[] bytes(String owner) {
        return owner.getBytes(StandardCharsets.UTF_8);
    }
}
