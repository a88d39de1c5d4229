package dev.recount.http;

import dev.recount.cluster.tls.Authority;
import dev.recount.cluster.tls.NodeFiles;
import dev.recount.tls.Credentials;
import dev.recount.tls.Pem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A certificate of this machine, in files as a server reads them.
 *
 * @param folder that of the authority that has signed it
 * @param authority holds the certificate of that authority
 */
record TestCertificate(Path folder, Path certificate, Path key, Path authority) {

    private static final String HOST = "127.0.0.1";

    /** Makes one that is valid today. */
    static TestCertificate make(Path folder) {
        return make(folder, Clock.systemUTC());
    }

    /** Makes one that was valid ten days ago. */
    static TestCertificate expired(Path folder) {
        return make(folder, Clock.offset(Clock.systemUTC(), Duration.ofDays(-10)));
    }

    private static TestCertificate make(Path folder, Clock clock) {
        Authority authority = Authority.open(folder, clock);
        authority.issue(List.of(HOST), Duration.ofDays(1));
        NodeFiles files = authority.files(HOST);
        return new TestCertificate(folder, files.certificate(), files.key(), files.authority());
    }

    /** Has its authority make another one in its place, and returns that. */
    X509Certificate renew() {
        Authority.open(folder, Clock.systemUTC()).issue(List.of(HOST), Duration.ofDays(1));
        return Pem.certificates("certificate", certificate).getFirst();
    }

    /** Returns what knows its authority. */
    SSLContext context() throws GeneralSecurityException, IOException {
        return context(Optional.empty());
    }

    private SSLContext context(Optional<NodeFiles> own) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                own.isPresent() ? keys(own.get()) : null,
                Credentials.trust(Pem.certificates("authority", authority)).getTrustManagers(),
                null);
        return context;
    }

    /** Returns a client that knows its authority, and speaks one version of TLS. */
    HttpClient client(String protocol) {
        return client(protocol, Optional.empty());
    }

    /** Returns a client that knows its authority, and shows a certificate of its own. */
    HttpClient client(NodeFiles own) {
        return client("TLSv1.3", Optional.of(own));
    }

    private HttpClient client(String protocol, Optional<NodeFiles> own) {
        try {
            var parameters = new SSLParameters();
            parameters.setProtocols(new String[] {protocol});
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context(own))
                    .sslParameters(parameters)
                    .build();
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyManager[] keys(NodeFiles own) throws IOException, GeneralSecurityException {
        return Credentials.keys(
                        Pem.privateKey("key", own.key(), Files.readString(own.key())),
                        Pem.certificates("certificate", own.certificate()))
                .getKeyManagers();
    }
}
