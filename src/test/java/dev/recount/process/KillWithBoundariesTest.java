package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.courses.Courses;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A server that is killed again and again while students come and go for a few seats: there are never more of them than
 * seats, and each of their events is found by its tags.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KillWithBoundariesTest {

    private static final int STUDENTS = 8;
    private static final int COURSES = 2;
    private static final int SEATS = 3;
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    @Test
    void neverHasMoreStudentsThanSeats() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KillWithBoundariesTest runs with -Dseed=" + seed);
        var random = new Random(seed);
        Path config = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(TestServer.PATIENT) + "recount.domains = [\"" + Courses.class.getName() + "\"]\n");
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = start(config)) {
                for (int course = 0; course < COURSES; course++) {
                    server.client()
                            .post(
                                    "/streams/course/c" + course + "/Announce",
                                    "{\"title\": \"Sums\", \"capacity\": " + SEATS + "}");
                }
                load(server, 60 + random.nextInt(100), random.nextLong());
            }
        }
        assertThat(codes).contains("", "COURSE_FULL");
        try (ServerProcess server = start(config)) {
            requireSeats(server.client());
        }
        var findings = new ArrayList<String>();
        var _ = new StoppedServer(
                        Settings.read(Optional.of(config)).withData(folder.resolve("data")), List.of(new Courses()))
                .verify(List.of(), finding -> findings.add(finding.toString()), _ -> {});
        assertThat(findings).isEmpty();
    }

    private ServerProcess start(Path config) {
        return ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    }

    private void load(ServerProcess server, int killAfter, long seed) {
        var done = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, STUDENTS)
                .mapToObj(student -> Thread.ofVirtual()
                        .start(() -> work(server.client(), student, new Random(seed + student), done)))
                .toList();
        server.killOnce(() -> done.get() >= killAfter, clients);
    }

    private void work(TestClient client, int student, Random random, AtomicInteger done) {
        try {
            while (true) {
                Answer answer = client.post(
                        "/streams/student/s" + student + "/" + (random.nextInt(3) == 0 ? "Unsubscribe" : "Subscribe"),
                        "{\"course\": \"c" + random.nextInt(COURSES) + "\"}");
                assertThat(answer.status()).as("%s", answer.body()).isIn(200, 409, 422);
                codes.add(answer.code());
                done.incrementAndGet();
            }
        } catch (CompletionException | UncheckedIOException killed) {
            // the server is gone, as it is meant to be
        }
    }

    private static void requireSeats(TestClient client) {
        Map<String, Integer> taken = new HashMap<>();
        for (int student = 0; student < STUDENTS; student++) {
            JsonNode courses = client.get("/streams/student/s" + student)
                    .body()
                    .path("state")
                    .path("courses");
            courses.forEach(course -> taken.merge(course.asText(), 1, Integer::sum));
        }
        assertThat(taken.values()).allMatch(students -> students <= SEATS);
    }
}
