package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of this machine that its own key has signed, in files as a server reads them.
 *
 * @param shown the certificate
 */
record TestCertificate(Path certificate, Path key, X509Certificate shown) {

    private static final String NAME = "server";
    private static final String PASSWORD = "password";

    /** Makes one that is valid today. */
    static TestCertificate make(Path folder, String algorithm) {
        return make(folder, algorithm, "-0d", "1");
    }

    /** Makes one that was valid ten days ago. */
    static TestCertificate expired(Path folder) {
        return make(folder, "EC", "-10d", "1");
    }

    private static TestCertificate make(Path folder, String algorithm, String start, String days) {
        try {
            Files.createDirectories(folder);
            Path store = folder.resolve("store.p12");
            Files.deleteIfExists(store);
            var words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
            words.addAll(List.of("-alias", NAME, "-keyalg", algorithm, "-dname", "CN=localhost"));
            words.addAll(List.of("-ext", "san=ip:127.0.0.1,dns:localhost", "-startdate", start, "-validity", days));
            words.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
            Process keytool =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String told = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(told).isZero();
            return read(folder, store);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TestCertificate read(Path folder, Path store) throws IOException, GeneralSecurityException {
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            made.load(bytes, PASSWORD.toCharArray());
        }
        X509Certificate shown = (X509Certificate) made.getCertificate(NAME);
        return new TestCertificate(
                Files.writeString(folder.resolve("certificate.pem"), pem("CERTIFICATE", shown.getEncoded())),
                Files.writeString(
                        folder.resolve("key.pem"),
                        pem(
                                "PRIVATE KEY",
                                made.getKey(NAME, PASSWORD.toCharArray()).getEncoded())),
                shown);
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    /** Puts it in the place of another. */
    void moveTo(TestCertificate other) {
        try {
            Files.move(key, other.key, StandardCopyOption.ATOMIC_MOVE);
            Files.move(certificate, other.certificate, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns a client that knows it, and speaks one version of TLS. */
    HttpClient client(String protocol) {
        try {
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry(NAME, shown);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            var parameters = new SSLParameters();
            parameters.setProtocols(new String[] {protocol});
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .sslParameters(parameters)
                    .build();
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
