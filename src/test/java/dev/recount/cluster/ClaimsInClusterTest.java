package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.claim.Club;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The values that one stream at a time holds, over the nodes of a cluster. */
class ClaimsInClusterTest {

    private static final int RACERS = 200;
    private static final int ROUNDS = 3;

    @Test
    void letOneOfAllNodesWinAlsoWhileOneIsReplaced() {
        try (TestCluster cluster = TestCluster.start(3, new Club())) {
            Pause.until(() -> isInForce(cluster.client(0)));
            for (int round = 0; round < ROUNDS; round++) {
                race(cluster, "email-" + round + "@example.com", round);
            }
            List<CompletableFuture<Answer>> meanwhile = racers(cluster, "last@example.com", ROUNDS);
            cluster.restart(2);
            meanwhile.forEach(racer -> racer.exceptionally(_ -> null).join());
            List<Answer> after = settledRacers(cluster, "last@example.com", ROUNDS + 1);
            assertThat(after).allMatch(answer -> answer.status() == 422 || answer.status() == 200);
            String holder = holder(cluster.client(0), "last@example.com");
            assertThat(holders(cluster.client(1), "last@example.com", ROUNDS, ROUNDS + 2))
                    .containsExactly(holder);
        }
    }

    private static boolean isInForce(TestClient client) {
        List<String> states = client.get("/admin/claims").body().path("claims").findValuesAsText("state");
        return states.size() == 3 && states.stream().allMatch("IN_FORCE"::equals);
    }

    private static void race(TestCluster cluster, String email, int round) {
        List<String> answers = settledRacers(cluster, email, round).stream()
                .map(answer -> answer.status() == 200 ? "won" : answer.code())
                .toList();
        assertThat(answers).containsOnly("won", "TAKEN").containsOnlyOnce("won");
        assertThat(holders(cluster.client(0), email, round, round + 1))
                .containsExactly(holder(cluster.client(1), email));
    }

    /** Sends them all at once, each until its outcome is known: shards may still be on their way to the new node. */
    private static List<Answer> settledRacers(TestCluster cluster, String email, int round) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, RACERS)
                    .mapToObj(racer -> CompletableFuture.supplyAsync(
                            () -> cluster.client(racer % 3)
                                    .postUntilSettled(path(round, racer), body(email, round, racer), "settled"),
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static String path(int round, int racer) {
        return "/streams/member/r" + round + "-" + racer + "/Join";
    }

    private static String body(String email, int round, int racer) {
        return "{\"email\": \"%s\", \"handle\": \"h-%d-%d\"}".formatted(email, round, racer);
    }

    private static List<CompletableFuture<Answer>> racers(TestCluster cluster, String email, int round) {
        return IntStream.range(0, RACERS)
                .mapToObj(racer -> cluster.client(racer % 3).postLater(path(round, racer), body(email, round, racer)))
                .toList();
    }

    private static String holder(TestClient client, String email) {
        return client.get("/claims/email/" + email).body().path("stream").asText();
    }

    /** Returns the streams of some rounds whose states have an address. */
    private static List<String> holders(TestClient client, String email, int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(round -> IntStream.range(0, RACERS).mapToObj(racer -> "member/r" + round + "-" + racer))
                .filter(stream -> {
                    JsonNode state = client.get("/streams/" + stream).body().path("state");
                    return state.path("email").asText().equals(email);
                })
                .toList();
    }
}
