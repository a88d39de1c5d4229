package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.privacy.People;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** People who are forgotten through one node, while others have their keys, their streams and their events in memory. */
@Tag("process")
@ResourceLock(providers = Processes.class)
@ResourceLock(Processes.CLUSTER)
class ErasureOnSeveralNodesTest {

    private static final int PEOPLE = 4;

    @TempDir
    Path folder;

    @Test
    void isKnownToAllOnceItIsAcknowledgedByOne() throws IOException {
        String settings =
                "domains = [\"" + People.class.getName() + "\"], data = \"" + folder + "\", privacy.cached-for = 1 s";
        try (NodeProcesses nodes = NodeProcesses.start(folder, TestDatabases.postgres(), 2, settings)) {
            List<TestClient> clients = nodes.urls().stream()
                    .map(url -> new TestClient(URI.create(url)))
                    .toList();
            for (int person = 0; person < PEOPLE; person++) {
                assertThat(clients.get(person % 2)
                                .post("/streams/person/" + person + "/Name", "{\"name\":\"Secret Name\"}")
                                .status())
                        .isEqualTo(200);
            }
            for (TestClient client : clients) {
                IntStream.range(0, PEOPLE)
                        .forEach(person -> Pause.until(() -> paths(person).stream()
                                .allMatch(path ->
                                        client.get(path).response().body().contains("Secret"))));
            }
            for (int person = 0; person < PEOPLE; person++) {
                assertThat(clients.get((person / 2) % 2)
                                .post("/subjects/person/" + person + "/erase", "{\"ground\":\"asked to\"}")
                                .status())
                        .isEqualTo(200);
                for (TestClient client : clients) {
                    assertThat(paths(person))
                            .allSatisfy(path -> assertThat(
                                            client.get(path).response().body())
                                    .as(path)
                                    .contains("null")
                                    .doesNotContain("Secret"));
                }
            }
        }
    }

    private static List<String> paths(int person) {
        return List.of(
                "/streams/person/" + person,
                "/streams/person/" + person + "/events",
                "/streams/letter/to-" + person,
                "/events?stream=person%2F" + person + "&event=person.Named",
                "/views/entries/" + person);
    }
}
