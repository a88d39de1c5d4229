package dev.recount.http;

import dev.recount.http.tls.TlsFiles;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;

/** A certificate of this machine, and clients that know it. */
public final class HttpsClients {

    private final TestCertificate certificate;

    private HttpsClients(TestCertificate certificate) {
        this.certificate = certificate;
    }

    /** Makes a certificate in a folder. */
    public static HttpsClients make(Path folder) {
        return new HttpsClients(TestCertificate.make(folder));
    }

    /** Returns its files. */
    public TlsFiles files() {
        return new TlsFiles(certificate.certificate(), certificate.key(), Duration.ofMinutes(1));
    }

    /** Returns a client that knows it. */
    public HttpClient client() {
        return certificate.client("TLSv1.3");
    }
}
