package dev.recount.process.trip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Processes on a server, whatever the database. Each test has trips of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProcessesContract {

    private Path folder;
    private JournalSettings journal;
    private TestServer server;
    private TestClient client;
    private Clock clock = Clock.systemUTC();

    abstract DatabaseKind kind();

    @BeforeAll
    void open(@TempDir Path shared) {
        folder = shared;
        journal = TestDatabases.settings(kind(), folder);
        start();
    }

    private void start() {
        server = TestServer.start(folder, settings -> settings.withJournal(journal), clock, new Travel());
        client = server.client();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer post(String path, String body) {
        return client.post(path, body);
    }

    private void accepted(String path, String body) {
        Answer answer = post(path, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private void request(String trip) {
        accepted("/streams/trip/" + trip + "/Request", "{\"traveller\":\"anna\"}");
    }

    private JsonNode state(String stream) {
        return client.get("/streams/" + stream).body().path("state");
    }

    private void awaitPhase(String process, String phase) {
        Pause.until(() -> state("booking/" + process).path("phase").asText().equals(phase));
    }

    private List<String> events(String stream) {
        return client.get("/streams/" + stream + "/events?limit=1000")
                .body()
                .path("events")
                .valueStream()
                .map(event -> event.path("type").asText().replaceFirst("^[a-z]+\\.", ""))
                .toList();
    }

    private long booked(String service, String trip, String event) {
        return client.get("/streams/" + service + "/events?limit=1000")
                .body()
                .path("events")
                .valueStream()
                .filter(each -> each.path("type").asText().endsWith("." + event))
                .filter(each -> each.path("data").path("trip").asText().equals(trip))
                .count();
    }

    @Test
    void goesThroughItsStepsOnceEach() {
        request("good");
        awaitPhase("good", "ENDED");

        for (String service : List.of("flight", "hotel", "car", "card")) {
            assertThat(booked(service + "/any", "good", "Booked")).as(service).isEqualTo(1);
        }
        assertThat(events("trip/good")).containsExactly("Requested", "Confirmed");
        assertThat(events("booking/good"))
                .containsExactly(
                        "ProcessBegan",
                        "BookingBegan",
                        "CommandAsked",
                        "TimerSet",
                        "CommandAccepted",
                        "CommandAsked",
                        "CommandAccepted",
                        "CommandAsked",
                        "CommandAccepted",
                        "CommandAsked",
                        "CommandAccepted",
                        "CommandAsked",
                        "CommandAccepted",
                        "Completed",
                        "TimerCancelled",
                        "ProcessEnded");
    }

    @Test
    void undoesWhatWasDoneWhereAStepIsRejected() {
        String trip = "{\"traveller\":\"bert\"}";
        accepted("/streams/car/any/SellOut", "{}");
        try {
            accepted("/streams/trip/bad/Request", trip);
            awaitPhase("bad", "ENDED");
        } finally {
            accepted("/streams/car/any/Restock", "{}");
        }

        assertThat(booked("flight/any", "bad", "Booked")).isEqualTo(1);
        assertThat(booked("flight/any", "bad", "Cancelled")).isEqualTo(1);
        assertThat(booked("hotel/any", "bad", "Booked")).isEqualTo(1);
        assertThat(booked("hotel/any", "bad", "Cancelled")).isEqualTo(1);
        assertThat(booked("card/any", "bad", "Booked")).isZero();
        assertThat(events("trip/bad")).containsExactly("Requested", "Declined");
        assertThat(events("booking/bad"))
                .containsSubsequence("CommandRejected", "GivenUp", "UndoBegan", "UndoAsked", "UndoAccepted")
                .containsSubsequence("UndoAsked", "UndoAccepted", "UndoAsked", "UndoAccepted", "UndoEnded")
                .endsWith("CommandAccepted", "TimerCancelled", "ProcessEnded");
    }

    @Test
    void givesUpOnceItsTimeIsOut() {
        accepted("/streams/hotel/any/Pend", "{\"trip\":\"slow\"}");
        request("slow");
        Pause.until(() -> !stuck().isEmpty());
        assertThat(stuck()).extracting(row -> row.path("id").asText()).containsExactly("slow");
        assertThat(stuck().getFirst().path("error").asText()).contains("hotel/any");

        Answer fired = client.send(client.request("/processes/booking/slow/timers/time-out/fire")
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Recount-Reason", "nobody waits any longer")
                .build());
        assertThat(fired.status()).as("%s", fired.body()).isEqualTo(200);
        assertThat(post("/processes/booking/slow/timers/time-out/fire", "").status())
                .isEqualTo(422);
        assertThat(state("booking/slow").path("phase").asText()).isEqualTo("UNDOING");
        accepted("/streams/hotel/any/Settle", "{}");
        assertThat(post("/admin/handlers/booking-steps/parked/booking/slow/retry", "")
                        .status())
                .isEqualTo(200);
        awaitPhase("slow", "ENDED");

        assertThat(stuck()).isEmpty();
        assertThat(booked("hotel/any", "slow", "Booked")).isEqualTo(1);
        assertThat(booked("hotel/any", "slow", "Cancelled")).isEqualTo(1);
        assertThat(booked("flight/any", "slow", "Cancelled")).isEqualTo(1);
        assertThat(events("trip/slow")).containsExactly("Requested", "Declined");
        assertThat(diagram("slow"))
                .startsWith("sequenceDiagram\n    participant p1 as booking/slow\n    participant p2 as trip/slow\n")
                .contains("    p2->>p1: Requested\n    Note over p1: BookingBegan\n    p1->>p3: Book\n")
                .contains("    p3-->>p1: accepted\n")
                .contains("    Note over p1: timer time-out fired by an operator\n")
                .contains(": Cancel (undoes)\n")
                .endsWith("    Note over p1: ended\n");
    }

    private List<JsonNode> stuck() {
        return rows("stuck");
    }

    private List<JsonNode> rows(String state) {
        Answer answer = client.get("/processes/booking?limit=1000&state=" + state);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("rows").valueStream().toList();
    }

    private String diagram(String process) {
        return client.sendPlainly(client.request("/processes/booking/" + process + "/diagram")
                        .build())
                .body();
    }

    @Test
    void keepsEventsAheadOverARestart() {
        accepted("/streams/trip/late/CallOff", "{}");
        awaitPhase("late", "AHEAD");
        server.close();
        start();
        request("late");
        awaitPhase("late", "ENDED");
        assertThat(events("trip/late")).containsExactly("CalledOff", "Requested", "Declined");
    }

    @Test
    void keepsItsTimersOverARestart() {
        accepted("/streams/hotel/any/Pend", "{\"trip\":\"timed\"}");
        request("timed");
        Pause.until(() -> !stuck().isEmpty());
        assertThat(events("booking/timed")).contains("TimerSet").doesNotContain("TimerFired");

        server.close();
        clock = Clock.offset(clock, Booking.TIME_OUT);
        start();
        Pause.until(() -> events("booking/timed").contains("TimerFired"));
        assertThat(stuck()).extracting(row -> row.path("id").asText()).containsExactly("timed");
        assertThat(state("booking/timed").path("phase").asText()).isEqualTo("UNDOING");
        server.close();
        start();
        accepted("/streams/hotel/any/Settle", "{}");
        assertThat(post("/admin/handlers/booking-steps/parked/booking/timed/retry", "")
                        .status())
                .isEqualTo(200);
        awaitPhase("timed", "ENDED");

        assertThat(events("booking/timed")).containsOnlyOnce("TimerFired", "GivenUp");
        assertThat(events("trip/timed")).containsExactly("Requested", "Declined");
    }

    @Test
    void areListedByWhatTheyDo() {
        request("listed");
        awaitPhase("listed", "ENDED");
        server.awaitView("process-booking", "booking/listed");
        assertThat(rows("ended")).extracting(row -> row.path("id").asText()).contains("listed");
        assertThat(rows("running")).extracting(row -> row.path("id").asText()).doesNotContain("listed");
        assertThat(rows("")).extracting(row -> row.path("id").asText()).contains("listed");
        assertThat(client.get("/processes").body().path("processes").findValuesAsText("process"))
                .containsExactly("booking");
        assertThat(client.get("/processes/booking?state=asleep").status()).isEqualTo(400);
        assertThat(client.get("/processes/nothing").status()).isEqualTo(404);
        assertThat(client.get("/processes/booking/nobody/diagram").status()).isEqualTo(404);
        assertThat(post("/processes/booking/nobody/timers/time-out/fire", "").status())
                .isEqualTo(422);
    }

    @Test
    void cannotBeToldAnythingByClients() {
        assertThat(post("/streams/booking/mine/FireTimer", "{\"timer\":\"time-out\"}")
                        .status())
                .isEqualTo(404);
    }
}
