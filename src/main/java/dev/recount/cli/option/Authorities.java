package dev.recount.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import picocli.CommandLine.Option;

/** The option of the commands that talk HTTPS to servers: whose certificates they trust. */
public final class Authorities {

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "The certificates, in PEM, of those who may vouch for servers over https. Default: those that"
                    + " Java knows")
    private Optional<Path> file = Optional.empty();

    /**
     * Returns the beginnings of a client that talks to such servers.
     *
     * @throws CommandFailedException if the certificates cannot be read
     */
    public HttpClient.Builder client() {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        file.map(Authorities::context).ifPresent(client::sslContext);
        return client;
    }

    private static SSLContext context(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new CommandFailedException("--ca: " + file + " cannot be used (" + unusable + ")");
        }
    }
}
