package dev.recount.privacy.master;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.stream.IntStream;

/** Some keys of Tink's, of which the primary one encrypts and all decrypt. */
record Keyset(KeysetHandle keys, Aead aead) {

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException unsupported) {
            throw new ExceptionInInitializerError(unsupported);
        }
    }

    private static Keyset of(KeysetHandle keys) throws GeneralSecurityException {
        return new Keyset(keys, keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
    }

    static Keyset generate() throws GeneralSecurityException {
        return of(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    }

    static Keyset parse(String json) throws GeneralSecurityException {
        return of(TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
    }

    String json() throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
    }

    /** Returns these keys and a new one, which is the primary one. */
    Keyset rotated() throws GeneralSecurityException {
        return of(KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build());
    }

    String primary() {
        return name(keys.getPrimary());
    }

    boolean has(String key) {
        return IntStream.range(0, keys.size()).anyMatch(i -> name(keys.getAt(i)).equals(key));
    }

    private static String name(KeysetHandle.Entry entry) {
        return Integer.toUnsignedString(entry.getId());
    }
}
