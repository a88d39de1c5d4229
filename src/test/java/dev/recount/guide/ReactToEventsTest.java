package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.StreamId;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to event handlers: its code is the code of this package, and does what the guide says. */
class ReactToEventsTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path data;

    @Test
    void showsCodeThatIsCompiled() throws IOException {
        String guide = Files.readString(Path.of("docs/react-to-events.md"));
        String code = squeezed(Files.readString(Path.of("src/test/java/dev/recount/guide/Parcels.java")));
        List<String> snippets =
                JAVA.matcher(guide).results().map(block -> block.group(1)).toList();

        assertThat(snippets)
                .hasSizeGreaterThan(2)
                .allSatisfy(snippet -> assertThat(code).contains(squeezed(snippet)));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    @Test
    void doesWhatTheGuideSays() throws IOException {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        Set<StreamId> collected = ConcurrentHashMap.newKeySet();
        Parcels.Carrier carrier = (parcel, key) -> {
            keys.add(key);
            if (!collected.add(parcel)) {
                return;
            }
            throw new IOException("no answer"); // although it had heard
        };
        try (TestServer server = TestServer.start(data, new Parcels(carrier, Duration.ofMillis(1)))) {
            TestClient client = server.client();
            for (String parcel : List.of("1", "2", "3")) {
                client.post("/streams/parcel/" + parcel + "/Pack", "{\"depot\":\"north\"}");
            }

            await(() ->
                    client.get("/streams/depot/north").body().path("version").asInt() == 2);
            await(() -> List.of("1", "2", "3").stream()
                            .map(parcel -> where(client, parcel))
                            .filter("missed"::equals)
                            .count()
                    == 2);
            assertThat(List.of(where(client, "1"), where(client, "2"), where(client, "3")))
                    .containsExactlyInAnyOrder("missed", "missed", "FULL");
            await(() ->
                    client.get("/admin/handlers/ship").body().path("pending").asInt() == 0);
            assertThat(keys)
                    .as("a key for each event, the same at the second try")
                    .hasSize(3);
            runCommandsOfTheGuide(client);
        }
    }

    private static String where(TestClient client, String parcel) {
        return client.get("/streams/parcel/" + parcel)
                .body()
                .path("state")
                .path("where")
                .asText();
    }

    /** Asks for whatever the guide asks for with curl. */
    private static void runCommandsOfTheGuide(TestClient client) throws IOException {
        Matcher curl = Pattern.compile("curl -s (-X POST )?'?http://127.0.0.1:8080(/admin/[^\\s']+)'?")
                .matcher(Files.readString(Path.of("docs/react-to-events.md")));
        int commands = 0;
        while (curl.find()) {
            commands++;
            int status = curl.group(1) == null
                    ? client.get(curl.group(2)).status()
                    : client.post(curl.group(2), "").status();
            boolean ofWhatIsParked = curl.group(2).contains("/parked/"); // nothing is any more
            assertThat(status).as(curl.group(2)).isIn(ofWhatIsParked ? List.of(404, 409) : List.of(200));
        }
        assertThat(commands).isGreaterThan(4);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }
}
