package dev.recount.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's files, as the server sends them. */
class ConsoleFilesTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '([^']+)'");

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(new HttpSettings.Management("127.0.0.1", 0))),
                new Bank());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<byte[]> get(String path, String... headers) {
        var request = server.client().request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.client().sendBytes(request.build());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static List<String> addresses() {
        return ADDRESS.matcher(text(get("/")))
                .results()
                .map(found -> "/" + found.group(1))
                .toList();
    }

    @Test
    void beginWithAPageThatMayRunWhatComesFromHereAlone() {
        HttpResponse<byte[]> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "content-type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(header(page, "content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
        assertThat(text(page)).doesNotContain("@edition@").doesNotContain("style=");
    }

    @Test
    void areAllThereThatThePageNames() {
        assertThat(addresses()).hasSizeGreaterThan(10).allSatisfy(address -> {
            HttpResponse<byte[]> file = get(address);
            assertThat(file.statusCode()).as(address).isEqualTo(200);
            assertThat(header(file, "cache-control")).contains("immutable");
        });
    }

    /** What is imported at once and not named by the page would be asked for one after another. */
    @Test
    void nameWhatTheyImportInThePage() {
        List<String> named = addresses();

        assertThat(named.stream().filter(address -> address.endsWith(".js")).flatMap(ConsoleFilesTest::imports))
                .isNotEmpty()
                .isSubsetOf(named);
    }

    private static Stream<String> imports(String address) {
        return IMPORT.matcher(text(get(address)))
                .results()
                .map(MatchResult::group)
                .map(found -> Path.of(address)
                        .resolveSibling(found.replaceAll("from '|'", ""))
                        .normalize()
                        .toString());
    }

    @Test
    void areSentAgainOnlyIfTheyAreOthers() {
        String script = addresses().getLast();
        String etag = header(get(script), "etag");

        assertThat(get(script, "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get(script, "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
        assertThat(get(script.replaceAll("console/[0-9a-f]+", "console/0123456789abcdef"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void areCompressedForWhoTakesThat() {
        String script = addresses().getLast();
        HttpResponse<byte[]> plain = get(script);
        HttpResponse<byte[]> compressed = get(script, "Accept-Encoding", "br, gzip");

        assertThat(header(plain, "content-encoding")).isEmpty();
        assertThat(header(compressed, "content-encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "etag")).isNotEqualTo(header(plain, "etag"));
        assertThat(expanded(compressed.body())).isEqualTo(plain.body());
        assertThat(header(get(script, "Accept-Encoding", "gzip;q=0"), "content-encoding"))
                .isEmpty();
    }

    private static byte[] expanded(byte[] compressed) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Test
    void areAtThePortOfOperatorsTooWhichTellsWhatItAnswers() {
        try (var operators = new TestClient(server.managementPort())) {
            assertThat(operators.sendPlainly(operators.request("/").build()).statusCode())
                    .isEqualTo(200);
            assertThat(operators.get("/openapi.json").body().path("paths").has("/admin/views"))
                    .isTrue();
            assertThat(operators.get("/openapi.json").body().path("paths").has("/events"))
                    .isFalse();
        }
        assertThat(server.client().get("/openapi.json").body().path("paths").has("/admin/views"))
                .isFalse();
    }

    @Test
    void refuseAQueryAsEverythingDoes() {
        assertThat(server.client().get("/?q=1").code()).isEqualTo("MALFORMED");
    }

    @Test
    void areNotThereWhereTheSettingsSaySo() {
        try (TestServer without = TestServer.start(
                folder.resolve("without"),
                settings -> settings.withHttp(settings.http().withoutConsole()),
                new Bank())) {
            assertThat(without.client().get("/").code()).isEqualTo("NOT_FOUND");
        }
    }
}
