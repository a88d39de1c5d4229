package dev.recount.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** A key management service that has a key for each URI that begins as its own do, but for those that are closed. */
public final class TestKms implements KmsClient {

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith("test-kms://");
    }

    @Override
    public KmsClient withCredentials(String path) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }

    @Override
    public Aead getAead(String uri) throws GeneralSecurityException {
        if (uri.endsWith("closed")) {
            throw new GeneralSecurityException("no such key");
        }
        return new AesGcmJce(Hkdf.computeHkdf(
                "HmacSha256", uri.getBytes(StandardCharsets.UTF_8), new byte[0], new byte[0], SubjectKey.BYTES));
    }
}
