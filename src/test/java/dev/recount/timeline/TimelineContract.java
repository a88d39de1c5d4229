package dev.recount.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number of events that happened when, and the marks among them. */
abstract class TimelineContract {

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private TestServer serve() {
        return TestServer.start(folder, settings -> settings.withJournal(journal), new Bank());
    }

    private static void send(TestClient client, String command, String body, String time) {
        var answer = client.post("/streams/account/a/" + command, body, "Recount-Time", time);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private static void open(TestClient client, String time) {
        send(client, "Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}", time);
    }

    private static void deposit(TestClient client, String time) {
        send(client, "Deposit", "{\"amount\":5,\"method\":\"CASH\"}", time);
    }

    private static JsonNode once(TestClient client, String query, long events) {
        return Pause.untilThere(
                () -> client.get("/log/timeline" + query).body(),
                body -> body.path("events").asLong() == events);
    }

    private static List<Long> buckets(JsonNode timeline) {
        var events = new ArrayList<Long>();
        timeline.path("buckets")
                .forEach(bucket -> events.add(bucket.path("events").asLong()));
        return events;
    }

    private static List<JsonNode> marks(JsonNode timeline, String kind) {
        var marks = new ArrayList<JsonNode>();
        timeline.path("marks").forEach(mark -> {
            if (mark.path("kind").asText().equals(kind)) {
                marks.add(mark);
            }
        });
        return marks;
    }

    @Test
    void isEmptyWhereNothingHasHappened() {
        try (TestServer server = serve()) {
            JsonNode timeline = server.client().get("/log/timeline").body();
            assertThat(timeline.path("first").isNull()).isTrue();
            assertThat(timeline.path("events").asLong(-1)).isZero();
            assertThat(timeline.path("buckets")).isEmpty();
        }
    }

    @Test
    void countsEventsByWhenTheyHappened() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            open(client, "1993-01-01T10:00:00Z");
            deposit(client, "1993-01-01T10:00:59.999999999Z");
            deposit(client, "1993-01-01T10:01:00Z");
            deposit(client, "1993-01-03T00:00:00Z");
            deposit(client, "1995-07-01T00:00:00Z");

            JsonNode all = once(client, "", 5);
            assertThat(all.path("first").asText()).isEqualTo("1993-01-01T10:00:00Z");
            assertThat(all.path("last").asText()).isEqualTo("1995-07-01T00:00:00Z");
            assertThat(all.path("seconds").asLong() % 86_400).isZero();
            assertThat(all.path("buckets").size()).isBetween(150, 200);

            JsonNode minutes = once(client, "?from=1993-01-01T10:00:00Z&to=1993-01-01T10:09:59Z&buckets=10", 3);
            assertThat(buckets(minutes)).containsExactly(2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
            assertThat(minutes.path("seconds").asLong()).isEqualTo(60);

            JsonNode days = once(client, "?from=1993-01-01&to=1993-01-10&buckets=10", 4);
            assertThat(buckets(days)).containsExactly(3L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
            assertThat(days.path("from").asText()).isEqualTo("1993-01-01T00:00:00Z");
            assertThat(days.path("to").asText()).isEqualTo("1993-01-11T00:00:00Z");

            JsonNode none = client.get("/log/timeline?from=2001-01-01&to=2001-12-31&buckets=12")
                    .body();
            assertThat(none.path("events").asLong(-1)).isZero();
            assertThat(none.path("first").asText()).isEqualTo("1993-01-01T10:00:00Z");
        }
    }

    @Test
    void countsEachEventOnceWhateverIsStartedAnew() {
        try (TestServer server = serve()) {
            open(server.client(), "1993-01-01T10:00:00Z");
            once(server.client(), "", 1);
            deposit(server.client(), "1993-01-01T10:00:01Z");
        }
        try (TestServer server = serve()) {
            deposit(server.client(), "1993-01-01T10:00:02Z");
            once(server.client(), "", 3);
        }
        try (TestServer server = serve()) {
            JsonNode timeline = once(server.client(), "", 3);
            assertThat(buckets(timeline).getFirst()).isEqualTo(3);
        }
    }

    @Test
    void marksWhatChangesHowEventsAreToBeRead() {
        try (TestServer server = serve()) {
            TestClient client = server.client();
            open(client, "1993-01-01T10:00:00Z");
            deposit(client, "1993-01-02T10:00:00Z");
            send(client, "CloseMonth", "{\"month\":\"1993-01\"}", "1993-01-31T23:59:59Z");
            send(client, "CloseMonth", "{\"month\":\"1993-02\"}", "1993-02-28T23:59:59Z");
            var corrected = client.post(
                    "/streams/account/a/corrections", "{\"version\":2,\"read\":[],\"reason\":\"booked twice\"}");
            assertThat(corrected.status()).as("%s", corrected.body()).isEqualTo(200);

            JsonNode timeline = Pause.untilThere(
                    () -> client.get("/log/timeline?buckets=10").body(),
                    body -> !marks(body, "CORRECTION").isEmpty()
                            && !marks(body, "SEAL").isEmpty());
            assertThat(marks(timeline, "CORRECTION")).singleElement().satisfies(mark -> {
                assertThat(mark.path("text").asText()).isEqualTo("booked twice");
                assertThat(mark.path("stream").asText()).isEqualTo("account/a");
                assertThat(mark.path("version").asLong())
                        .isEqualTo(corrected.body().path("version").asLong());
            });
            assertThat(marks(timeline, "SETTLED")).singleElement().satisfies(mark -> {
                assertThat(mark.path("time").asText()).isEqualTo("1993-01-31T23:59:59Z");
                assertThat(mark.path("text").asText()).isEqualTo("account.MonthClosed");
                assertThat(mark.path("count").asLong()).isEqualTo(2);
            });
            assertThat(timeline.path("marksLeftOut").asLong()).isEqualTo(1);
            assertThat(marks(timeline, "DEPLOYMENT"))
                    .singleElement()
                    .satisfies(mark -> assertThat(mark.path("text").asText()).matches("rules .+ of account"));

            JsonNode months = client.get("/log/timeline?from=1993-01-01&to=1993-03-01&buckets=100")
                    .body();
            assertThat(marks(months, "SETTLED")).hasSize(2);
            assertThat(months.path("marks")).hasSize(2);
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        try (TestServer server = serve()) {
            for (String query : new String[] {
                "?buckets=9",
                "?buckets=1001",
                "?from=1993-01-02&to=1993-01-01",
                "?to=yesterday",
                "?until=1993-01-01",
                "?from=-200000-01-01T00:00:00Z"
            }) {
                assertThat(server.client().get("/log/timeline" + query).status())
                        .as(query)
                        .isEqualTo(400);
            }
        }
    }
}
