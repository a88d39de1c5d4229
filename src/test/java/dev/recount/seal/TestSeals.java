package dev.recount.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The trees of servers of tests. */
public final class TestSeals {

    private TestSeals() {}

    /** Returns settings by which a server seals often, with keys beside its data. */
    public static SealSettings often(String origin) {
        return new SealSettings(Optional.empty(), origin, Duration.ofMillis(100));
    }

    /** Returns what a server tells of the trees of the events of all journals. */
    public static List<JsonNode> trees(TestClient client) {
        return trees(client, "events");
    }

    private static List<JsonNode> trees(TestClient client, String entries) {
        return client.get("/seal")
                .body()
                .path("trees")
                .valueStream()
                .filter(tree -> tree.path("entries").asText().equals(entries))
                .toList();
    }

    /** Returns what a server tells of the tree of the rejections of its first journal. */
    public static JsonNode rejections(TestClient client) {
        return trees(client, "rejections").getFirst();
    }

    /** Waits until so many rejections of the first journal are sealed. */
    public static void awaitRejections(TestClient client, long size) {
        Pause.until(() -> rejections(client).path("size").asLong() == size);
    }

    /** Returns what a server tells of the tree of the events of its first journal. */
    public static JsonNode tree(TestClient client) {
        return trees(client).getFirst();
    }

    /** Waits until so many events are sealed, in all journals. */
    public static void awaitSealed(TestClient client, long size) {
        Pause.until(() -> trees(client).stream()
                        .mapToLong(tree -> tree.path("size").asLong())
                        .sum()
                == size);
    }
}
