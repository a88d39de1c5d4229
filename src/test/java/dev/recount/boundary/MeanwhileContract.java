package dev.recount.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to the events of a decision while they are read for it, and while it is decided. */
abstract class MeanwhileContract {

    @TempDir
    Path folder;

    private final Deque<Runnable> whileReading = new ConcurrentLinkedDeque<>();
    private final Deque<Runnable> whileDeciding = new ConcurrentLinkedDeque<>();
    private final AtomicInteger decided = new AtomicInteger();

    abstract DatabaseKind kind();

    private TestServer serve() {
        var journal = TestDatabases.settings(kind(), folder);
        return TestServer.start(
                folder, settings -> settings.withJournal(journal), new Watched(() -> next(whileReading), () -> {
                    decided.incrementAndGet();
                    next(whileDeciding);
                }));
    }

    private static void next(Deque<Runnable> waiting) {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
    }

    private static void begin(TestClient client) {
        assertThat(client.post("/streams/course/c1/Announce", "{\"title\": \"Sums\", \"capacity\": 2}")
                        .status())
                .isEqualTo(200);
        assertThat(subscribe(client, "s1").status()).isEqualTo(200);
    }

    private static Answer subscribe(TestClient client, String student) {
        return client.post("/streams/student/" + student + "/Subscribe", "{\"course\": \"c1\"}");
    }

    private static void setCapacity(TestClient client, int capacity) {
        assertThat(client.post("/streams/course/c1/ChangeCapacity", "{\"capacity\": " + capacity + "}")
                        .status())
                .isEqualTo(200);
    }

    /** Versions that were taken after the events were read would not tell that the seat is gone. */
    @Test
    void isSeenThoughTheEventsWereReadBefore() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            begin(client);
            decided.set(0);
            whileReading.add(() -> setCapacity(client, 1));
            assertThat(subscribe(client, "s2").code()).isEqualTo("COURSE_FULL");
            assertThat(decided).hasValue(1);
        }
    }

    @Test
    void hasACommandDecidedOnAgain() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            begin(client);
            decided.set(0);
            whileDeciding.add(() -> setCapacity(client, 1));
            assertThat(subscribe(client, "s2").code()).isEqualTo("COURSE_FULL");
            assertThat(decided).hasValue(2);
            assertThat(client.get("/streams/student/s2").status()).isEqualTo(404);
        }
    }

    /** What is stored together with it rests on what it found, though nothing of it is stored itself. */
    @Test
    void hasATransactionDecidedOnAgainOfWhichACommandOnlyLooked() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            begin(client);
            whileDeciding.add(() -> setCapacity(client, 1));
            Answer answer = client.post("/transactions", """
                    {"commands": [
                      {"stream": "student/%s", "command": "Subscribe", "data": {"course": "c1"}},
                      {"stream": "course/c2", "command": "Announce", "data": {"title": "Prose", "capacity": 2}}]}""".formatted(Watched.LOOKER));
            assertThat(answer.code())
                    .as(
                            "%s",
                            decided + " "
                                    + client.get("/streams/course/c1/events").body()
                                    + client.get("/log/timeline").status())
                    .isEqualTo("COURSE_FULL");
            assertThat(client.get("/streams/course/c2").status()).isEqualTo(404);
        }
    }

    @Test
    void disturbsNobodyWhereItIsAboutSomethingElse() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            begin(client);
            decided.set(0);
            whileDeciding.add(
                    () -> client.post("/streams/course/c2/Announce", "{\"title\": \"Prose\", \"capacity\": 2}"));
            assertThat(subscribe(client, "s2").status()).isEqualTo(200);
            assertThat(decided).hasValue(1);
        }
    }

    @Test
    void endsInAConflictWhereItNeverEnds() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            begin(client);
            decided.set(0);
            for (int i = 3; i < 103; i++) {
                int capacity = i;
                whileDeciding.add(() -> setCapacity(client, capacity));
            }
            Answer answer = subscribe(client, "s2");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("BOUNDARY_CHANGED");
            assertThat(decided).hasValue(20);
            assertThat(client.get("/streams/student/s2").status()).isEqualTo(404);
            whileDeciding.clear();
            assertThat(subscribe(client, "s2").status()).isEqualTo(200);
        }
    }
}
