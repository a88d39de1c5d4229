package dev.recount.privacy.master;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.recount.database.sql.DatabaseException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ServiceLoader;

/** A master key that a key management service keeps, and never gives away: each key is sent there to be wrapped. */
public final class KmsKey implements Wrapping {

    private static final String PREFIX = "kms:";

    private final String uri;
    private final Aead aead;

    private KmsKey(String uri, Aead aead) {
        this.uri = uri;
        this.aead = aead;
    }

    /**
     * Reaches a service by the first client on the class path that says it knows the URI.
     *
     * @throws DatabaseException if there is none, or it cannot use the master key
     */
    public static KmsKey open(String uri) {
        KmsClient client = ServiceLoader.load(KmsClient.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.doesSupport(uri))
                .findFirst()
                .orElseThrow(() -> new DatabaseException(SETTING + ".kms: nothing on the class path knows " + uri
                        + "; put a library there that has a " + KmsClient.class.getName() + " for it as a service"));
        try {
            return new KmsKey(uri, client.withDefaultCredentials().getAead(uri));
        } catch (GeneralSecurityException refused) {
            throw new DatabaseException(SETTING + ".kms: " + uri + " cannot be used: " + refused.getMessage(), refused);
        }
    }

    @Override
    public String current() {
        return PREFIX + uri;
    }

    @Override
    public boolean isOfThis(String masterKey) {
        return masterKey.equals(current());
    }

    @Override
    public WrappedKey wrap(byte[] key, String owner) {
        try {
            return new WrappedKey(current(), aead.encrypt(key, bytes(owner)));
        } catch (GeneralSecurityException refused) {
            throw failure(owner, refused);
        }
    }

    @Override
    public byte[] unwrap(WrappedKey wrapped, String owner) {
        try {
            return aead.decrypt(wrapped.bytes(), bytes(owner));
        } catch (GeneralSecurityException refused) {
            throw failure(owner, refused);
        }
    }

    private DatabaseException failure(String owner, GeneralSecurityException refused) {
        return new DatabaseException(
                SETTING + ".kms: " + uri + " does not wrap or unwrap the key of " + owner + ": " + refused.getMessage(),
                refused);
    }

    private static byte[] bytes(String owner) {
        return owner.getBytes(StandardCharsets.UTF_8);
    }
}
