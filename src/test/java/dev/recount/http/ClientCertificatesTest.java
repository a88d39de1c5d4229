package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.cluster.tls.NodeFiles;
import dev.recount.cluster.tls.OtherUse;
import dev.recount.example.bank.Bank;
import dev.recount.http.tls.TlsFiles;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who show a certificate of their own. */
class ClientCertificatesTest {

    @TempDir
    Path folder;

    private TestServer serve(TestCertificate certificate, String access) {
        return serve(certificate, certificate.authority(), Duration.ofMinutes(1), access);
    }

    private TestServer serve(TestCertificate certificate, Path authorities, Duration reload, String access) {
        return TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http()
                        .with(new TlsFiles(certificate.certificate(), certificate.key(), reload))
                        .with(TestAccess.read(folder, """
                                client-ca-file = "%s"
                                roles = { teller = [mail, ann] }
                                rules = [{ roles = [teller], rights = [read, write] }]
                                %s
                                """.formatted(authorities, access)))),
                new Bank());
    }

    private static HttpResponse<String> open(HttpClient client, TestServer server, String id, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + server.port() + "/streams/account/" + id + "/Open"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"owner\":\"Ann\",\"overdraftLimit\":0}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void areKnownByItsCommonName() throws IOException, InterruptedException {
        TestCertificate certificate = TestCertificate.make(folder);
        NodeFiles own = OtherUse.of(folder);
        try (TestServer server = serve(certificate, "");
                HttpClient known = certificate.client(own);
                HttpClient unknown = certificate.client("TLSv1.3")) {
            HttpResponse<String> opened = open(known, server, "1");
            assertThat(opened.statusCode()).isEqualTo(200);
            assertThat(opened.body()).contains("\"principal\":\"mail\"");
            assertThat(open(unknown, server, "2").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void areNotLetInWithOneOfAnotherAuthority() throws IOException {
        TestCertificate certificate = TestCertificate.make(folder);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        TestCertificate.make(elsewhere);
        try (TestServer server = serve(certificate, "");
                HttpClient stranger = certificate.client(OtherUse.of(elsewhere))) {
            assertThatThrownBy(() -> open(stranger, server, "1")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void areNotKnownAnyMoreOnTheirConnectionOnceTheirAuthorityIsTakenOut() throws IOException, InterruptedException {
        TestCertificate certificate = TestCertificate.make(folder);
        TestCertificate elsewhere = TestCertificate.make(Files.createDirectory(folder.resolve("elsewhere")));
        String others = Files.readString(elsewhere.authority());
        Path authorities =
                Files.writeString(folder.resolve("clients.pem"), Files.readString(certificate.authority()) + others);
        NodeFiles own = OtherUse.of(folder);
        try (TestServer server = serve(certificate, authorities, Duration.ofMillis(20), "");
                HttpClient client = certificate.client(own)) {
            assertThat(open(client, server, "1").statusCode()).isEqualTo(200);
            Files.writeString(authorities, others);
            int status = 0;
            for (int stream = 2; status != 401; stream++) {
                status = open(client, server, Integer.toString(stream)).statusCode();
                assertThat(status).isIn(200, 401);
                Pause.briefly();
            }
            try (HttpClient late = certificate.client(own)) {
                assertThatThrownBy(() -> open(late, server, "0")).isInstanceOf(IOException.class);
            }
            Files.writeString(authorities, others + Files.readString(certificate.authority()));
            Pause.until(() -> isOpened(client, server));
        }
    }

    private static boolean isOpened(HttpClient client, TestServer server) {
        try {
            return open(client, server, "0").statusCode() == 200;
        } catch (IOException refused) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void areTheProxyThatNamesOthersAndNobodyByThemselves() throws IOException, InterruptedException {
        TestCertificate certificate = TestCertificate.make(folder);
        NodeFiles own = OtherUse.of(folder);
        try (TestServer server = serve(certificate, "proxy { header = X-User, certificates = [mail] }");
                HttpClient proxy = certificate.client(own);
                HttpClient other = certificate.client("TLSv1.3")) {
            HttpResponse<String> opened = open(proxy, server, "1", "X-User", "ann");
            assertThat(opened.statusCode()).isEqualTo(200);
            assertThat(opened.body()).contains("\"principal\":\"ann\"");
            assertThat(open(proxy, server, "2").statusCode()).isEqualTo(401);
            assertThat(open(other, server, "3", "X-User", "ann").statusCode()).isEqualTo(401);
        }
    }
}
