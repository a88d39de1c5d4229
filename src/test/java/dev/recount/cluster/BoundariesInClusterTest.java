package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.courses.Courses;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commands that are decided on the events of several streams, over the nodes of a cluster. */
class BoundariesInClusterTest {

    private static final int SEATS = 5;

    @Test
    void neverGiveAwayMoreSeatsThanThereAreAlsoWhileANodeIsReplaced() {
        try (TestCluster cluster = TestCluster.start(3, new Courses());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int racers : new int[] {8, 16}) {
                String course = "c" + racers;
                announce(cluster.client(0), course);
                List<Answer> answers = race(cluster, racers, course, threads).stream()
                        .map(CompletableFuture::join)
                        .toList();
                assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(SEATS);
                assertThat(answers)
                        .filteredOn(answer -> answer.code().equals("COURSE_FULL"))
                        .hasSize(racers - SEATS);
                assertThat(seated(cluster.client(1), course, racers)).isEqualTo(SEATS);
            }
            announce(cluster.client(0), "last");
            List<CompletableFuture<Answer>> meanwhile = race(cluster, 16, "last", threads);
            cluster.restart(2);
            meanwhile.forEach(racer -> racer.exceptionally(_ -> null).join());
            race(cluster, 16, "last", threads).forEach(CompletableFuture::join);
            assertThat(seated(cluster.client(0), "last", 16)).isEqualTo(SEATS);
        }
    }

    private static void announce(TestClient client, String course) {
        assertThat(client.post(
                                "/streams/course/" + course + "/Announce",
                                "{\"title\": \"Sums\", \"capacity\": " + SEATS + "}")
                        .status())
                .isEqualTo(200);
    }

    /** The racers come one after another, the later ones while the first ones are at it. */
    private static List<CompletableFuture<Answer>> race(
            TestCluster cluster, int racers, String course, ExecutorService threads) {
        return IntStream.range(0, racers)
                .mapToObj(racer -> CompletableFuture.supplyAsync(
                        () -> {
                            for (int i = 0; i < racer % 4; i++) {
                                cluster.client(racer % 2).get("/streams/course/" + course);
                            }
                            return untilDecided(cluster.client(racer % 3), course, racer);
                        },
                        threads))
                .toList();
    }

    private static Answer untilDecided(TestClient client, String course, int racer) {
        return Pause.untilThere(
                () -> client.post(
                        "/streams/student/" + course + "-" + racer + "/Subscribe", "{\"course\": \"" + course + "\"}"),
                answer -> !answer.code().startsWith("BOUNDARY"));
    }

    private static long seated(TestClient client, String course, int racers) {
        return IntStream.range(0, racers)
                .filter(racer -> client.get("/streams/student/" + course + "-" + racer)
                        .body()
                        .path("state")
                        .path("courses")
                        .toString()
                        .contains(course))
                .count();
    }
}
