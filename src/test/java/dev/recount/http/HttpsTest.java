package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.cli.Recount;
import dev.recount.database.sql.DatabaseException;
import dev.recount.example.bank.Bank;
import dev.recount.http.connection.ConnectionLimits;
import dev.recount.http.tls.TlsFiles;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Servers that clients talk to over TLS. */
class HttpsTest {

    private static final String OPEN = "{\"owner\":\"Ann\",\"overdraftLimit\":0}";

    @TempDir
    Path folder;

    private TestServer serve(TestCertificate certificate) {
        return TestServer.start(folder.resolve("data"), settings -> with(settings, certificate), new Bank());
    }

    private static Settings with(Settings settings, TestCertificate certificate) {
        return settings.withHttp(settings.http()
                .with(new TlsFiles(certificate.certificate(), certificate.key(), Duration.ofMillis(100))));
    }

    private static HttpRequest.Builder request(TestServer server, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static HttpResponse<String> post(HttpClient client, TestServer server, String path, String json) {
        return send(
                client,
                request(server, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    @Test
    void answerToThoseWhoKnowTheirCertificate() {
        TestCertificate certificate = TestCertificate.make(folder);
        try (TestServer server = serve(certificate);
                HttpClient client = certificate.client("TLSv1.3");
                HttpClient older = certificate.client("TLSv1.2")) {
            assertThat(post(client, server, "/streams/account/1/Open", OPEN).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> state = send(older, request(server, "/streams/account/1"));
            assertThat(state.body()).contains("\"owner\":\"Ann\"");
            assertThat(state.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.2");
            assertThat(state.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            assertThat(send(client, request(server, "/openapi.json"))
                            .sslSession()
                            .orElseThrow()
                            .getProtocol())
                    .isEqualTo("TLSv1.3");
        }
    }

    @Test
    void tellForHowLongTheirCertificateIsValid() {
        TestCertificate certificate = TestCertificate.make(folder);
        try (TestServer server = serve(certificate);
                HttpClient client = certificate.client("TLSv1.3")) {
            String of = "recount_certificate_valid_seconds{certificate=\"https\"} ";
            double seconds = send(client, request(server, "/metrics"))
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(of))
                    .mapToDouble(line -> Double.parseDouble(line.substring(of.length())))
                    .sum();

            long day = Duration.ofDays(1).toSeconds();
            assertThat(seconds).isBetween(day - 600.0, (double) day);
        }
    }

    @Test
    void tellAlsoThoseWhomTheyDoNotUnderstandToComeOverTls() throws IOException, GeneralSecurityException {
        TestCertificate certificate = TestCertificate.make(folder);
        try (TestServer server = serve(certificate);
                Socket socket = certificate
                        .context()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Strict-Transport-Security: max-age=31536000");
        }
    }

    @Test
    void answerNobodyElse() throws IOException {
        TestCertificate certificate = TestCertificate.make(folder);
        try (TestServer server = serve(certificate);
                HttpClient stranger = HttpClient.newHttpClient();
                HttpClient old = certificate.client("TLSv1.1");
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            assertThatThrownBy(() -> send(stranger, request(server, "/health/ready")))
                    .hasCauseInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> send(old, request(server, "/health/ready")))
                    .hasCauseInstanceOf(IOException.class);
            socket.getOutputStream()
                    .write("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void endTheConnectionsOfThoseWhoSayNothing() throws IOException {
        TestCertificate certificate = TestCertificate.make(folder);
        var limits = new ConnectionLimits(3, 3, Duration.ofSeconds(1));
        try (TestServer server = TestServer.start(
                folder.resolve("data"),
                settings -> {
                    Settings own = with(settings, certificate);
                    return own.withHttp(own.http().with(limits));
                },
                new Bank())) {
            var silent = new ArrayList<Socket>();
            for (int i = 0; i < 6; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            for (Socket each : silent) {
                try (each) {
                    assertThat(isEnded(each)).isTrue();
                }
            }
        }
    }

    /** Waits until the other end ends a connection. */
    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void showARenewedCertificateAndDropNoRequest() {
        TestCertificate certificate = TestCertificate.make(folder);
        try (TestServer server = serve(certificate);
                HttpClient keeping = certificate.client("TLSv1.3")) {
            var done = new AtomicBoolean();
            var accepted = new AtomicInteger();
            List<CompletableFuture<Void>> busy = IntStream.range(0, 3)
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> send(keeping, server, "/streams/account/" + number, accepted, done),
                            work -> Thread.ofVirtual().start(work)))
                    .toList();
            Pause.until(() -> accepted.get() > 10);

            X509Certificate renewed = certificate.renew();

            Pause.until(() -> shown(server, certificate).equals(renewed));
            int before = accepted.get();
            Pause.until(() -> accepted.get() > before + 10);
            done.set(true);
            assertThat(busy).allSatisfy(CompletableFuture::join);
        }
    }

    /** Sends commands over connections that are kept until it is done, all of which must be accepted. */
    private static void send(
            HttpClient client, TestServer server, String stream, AtomicInteger accepted, AtomicBoolean done) {
        assertThat(post(client, server, stream + "/Open", OPEN).statusCode()).isEqualTo(200);
        while (!done.get()) {
            assertThat(post(client, server, stream + "/Deposit", "{\"amount\":1,\"method\":\"CASH\"}")
                            .statusCode())
                    .isEqualTo(200);
            accepted.incrementAndGet();
        }
    }

    /** Returns the certificate that the server shows to somebody who connects now. */
    private static X509Certificate shown(TestServer server, TestCertificate certificate) {
        try (HttpClient newcomer = certificate.client("TLSv1.3")) {
            return (X509Certificate) send(newcomer, request(server, "/health/live"))
                    .sslSession()
                    .orElseThrow()
                    .getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void doNotStartWithWhatIsNoCertificate() throws IOException {
        TestCertificate certificate = TestCertificate.make(folder);
        TestCertificate other = TestCertificate.make(folder.resolve("other"));
        TestCertificate expired = TestCertificate.expired(folder.resolve("expired"));
        Path none = folder.resolve("none.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rw-------"));
        String ofCertificate = "recount.http.tls.certificate-file: ";
        String ofKey = "recount.http.tls.key-file: ";
        assertRefused(none, certificate.key(), ofCertificate + none + " cannot be read");
        assertRefused(empty, certificate.key(), ofCertificate + empty + " holds no certificate in PEM");
        assertRefused(
                expired.certificate(),
                expired.key(),
                ofCertificate + "the certificate in " + expired.certificate() + " has expired at ");
        assertRefused(certificate.certificate(), none, ofKey + none + " cannot be read");
        assertRefused(certificate.certificate(), empty, ofKey + empty + " holds no private key in PEM");
        assertRefused(certificate.certificate(), other.key(), ofKey + "it is not the private key of the certificate");
        Files.setPosixFilePermissions(certificate.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(
                certificate.certificate(), certificate.key(), ofKey + certificate.key() + " can be read or written");
    }

    private void assertRefused(Path certificate, Path key, String message) {
        assertThatThrownBy(() -> {
                    try (TestServer server = TestServer.start(
                            folder.resolve("data"),
                            settings -> settings.withHttp(
                                    settings.http().with(new TlsFiles(certificate, key, Duration.ofSeconds(1)))),
                            new Bank())) {
                        assertThat(server.port())
                                .as("a server that should not have started")
                                .isZero();
                    }
                })
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void areAskedByCommandsThatKnowTheirAuthority() {
        TestCertificate certificate = TestCertificate.make(folder);
        try (TestServer server = serve(certificate);
                HttpClient client = certificate.client("TLSv1.3")) {
            post(client, server, "/streams/account/1/Open", OPEN);
            String url = "https://127.0.0.1:" + server.port();
            assertThat(run(
                            "state",
                            "account/1",
                            "--url",
                            url,
                            "--ca",
                            certificate.certificate().toString()))
                    .startsWith("0\n")
                    .contains("Ann");
            assertThat(run("state", "account/1", "--url", url))
                    .startsWith("1\n")
                    .contains("does not answer");
            assertThat(run("nodes", url, "--ca", certificate.authority().toString()))
                    .startsWith("0\n")
                    .contains("ready");
            assertThat(run(
                            "state",
                            "account/1",
                            "--url",
                            url,
                            "--ca",
                            folder.resolve("none").toString()))
                    .startsWith("1\n")
                    .contains("--ca: ");
        }
    }

    private static String run(String... words) {
        var out = new StringWriter();
        int code = new CommandLine(new Recount())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(words);
        return code + "\n" + out;
    }
}
