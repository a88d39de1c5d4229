package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code recount dev}: what a compiler writes is served soon, and what is stored stays. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class DevTest {

    private static final Pattern SERVES =
            Pattern.compile("Serves giftcard at http://127\\.0\\.0\\.1:(\\d+), after (\\d+) ms");
    private static final String USED_UP = "the card is used up";

    @TempDir
    Path folder;

    private Program dev;
    private OwnProject project;

    private void start() {
        dev = Program.shipped(
                "dev",
                "--class-path",
                project.classes().toString(),
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
    }

    @AfterEach
    void stop() {
        dev.close();
    }

    private List<Matcher> starts() {
        return dev.output().stream()
                .map(SERVES::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    private TestClient awaitStart(int number) {
        Pause.until(() -> starts().size() >= number);
        return new TestClient(Integer.parseInt(starts().getLast().group(1)));
    }

    private void awaitRefusal(String reason) {
        String line = dev.awaitLine(each -> each.startsWith("Cannot serve") && each.contains(reason));
        assertThat(line).doesNotContain("Nothing is served");
    }

    private static String redeemed(TestClient client) {
        return client.post("/streams/giftcard/xmas/Redeem", "{\"cents\": 500}")
                .body()
                .path("detail")
                .asText();
    }

    private boolean says(String reason) {
        try {
            return redeemed(awaitStart(1)).equals(reason);
        } catch (CompletionException startsAnew) {
            return false;
        }
    }

    @Test
    void servesWhatTheCompilerWrites() throws IOException {
        project = OwnProject.in(folder);
        assertThat(project.compile()).isTrue();
        start();
        TestClient client = awaitStart(1);
        client.post("/streams/giftcard/xmas/Issue", "{\"cents\": 500, \"recipient\": \"Anna\"}");
        assertThat(redeemed(client)).isEmpty();
        assertThat(redeemed(client)).isEqualTo(USED_UP);

        project.changed("GiftCard.java", USED_UP, "nothing is left").compile();

        // a compiler that pauses between two files has the server start with one of them
        Pause.until(() -> starts().size() >= 2 && says("nothing is left"));
        assertThat(starts().getLast().group(1))
                .as("the port is the same")
                .isEqualTo(starts().getFirst().group(1));
    }

    @Test
    void goesOnServingWhileClassesCannotBeServed() throws IOException {
        project = OwnProject.in(folder);
        assertThat(project.compile()).isTrue();
        start();
        TestClient client = awaitStart(1);

        deleteClasses();
        awaitRefusal("GiftCards");
        assertThat(client.get("/streams/giftcard/xmas").status()).isEqualTo(404);

        project.changed(
                "GiftCards.java",
                "return List.of(",
                "if (true) throw new IllegalStateException(\"no\");\n return List.of(");
        assertThat(project.compile()).isTrue();
        awaitRefusal("java.lang.IllegalStateException: no, at giftcards.GiftCards.streamTypes");
        assertThat(client.get("/streams/giftcard/xmas").status()).isEqualTo(404);

        project.changed("GiftCards.java", "if (true) throw new IllegalStateException(\"no\");", "");
        assertThat(project.compile()).isTrue();
        awaitStart(2);
        dev.terminate();
        assertThat(dev.exitCode()).isEqualTo(143);
    }

    private void deleteClasses() throws IOException {
        try (Stream<Path> found = Files.walk(project.classes().resolve("giftcards"))) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void waitsForAProjectThatIsNotBuiltYet() throws IOException {
        project = OwnProject.in(folder);
        start();
        dev.awaitLine(line -> line.startsWith("Cannot serve") && line.endsWith("Nothing is served until they change"));

        assertThat(project.compile()).isTrue();

        assertThat(awaitStart(1).get("/streams/giftcard/xmas").status()).isEqualTo(404);
    }
}
