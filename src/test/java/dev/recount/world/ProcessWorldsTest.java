package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes in worlds: they decide by the rules there, and what they send is decided on there. */
class ProcessWorldsTest {

    private static final String RUN = "\"mode\": \"counterfactual\", \"run\": [\"booking-inputs\", \"booking-steps\"]";
    private static final String VIEWS = "\"views\": [\"process-booking\", \"timers-booking\"]";

    private static TestServer server;
    private static WorldClient worlds;

    /** Two trips that are booked, and one for which there is no car. */
    @BeforeAll
    static void travel(@TempDir Path data) {
        server = TestServer.start(data, new OtherTravel());
        worlds = new WorldClient(server.client());
        request("t1");
        request("t2");
        Stream.of("t1", "t2").forEach(ProcessWorldsTest::awaitEnd);
        post("/streams/car/any/SellOut", "{}");
        request("t3");
        awaitEnd("t3");
        server.awaitView("process-booking", "booking/t3");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void post(String path, String body) {
        var answer = server.client().post(path, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private static void request(String trip) {
        post("/streams/trip/" + trip + "/Request", "{\"traveller\":\"anna\"}");
    }

    private static void awaitEnd(String trip) {
        Pause.until(() -> server.client()
                .get("/streams/booking/" + trip)
                .body()
                .at("/state/phase")
                .asText()
                .equals("ENDED"));
    }

    private static JsonNode state(JsonNode world, String stream) {
        return worlds.get(world, "/streams/" + stream).path("state");
    }

    private static List<JsonNode> rows(JsonNode world, String view) {
        return worlds.all(world, "/views/" + view + "?sort=id&limit=100", "rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"mode\": \"decisions\"", "\"mode\": \"counterfactual\"", RUN})
    void differInNothingUnderTheSameRules(String mode) {
        JsonNode world = worlds.computed("{%s, %s}".formatted(mode, VIEWS));

        assertThat(worlds.get(world, "").path("summary")).isEmpty();
        assertThat(world.path("coverage").path("gaps")).isEmpty();
        assertThat(worlds.all(world, "/views/process-booking/difference", "rows"))
                .isEmpty();
        assertThat(rows(world, "process-booking"))
                .extracting(row -> row.path("status").asText())
                .containsExactly("ENDED", "ENDED", "ENDED");
        worlds.drop(world);
    }

    @Test
    void goOnByTheirRulesThere() {
        JsonNode world = worlds.computed("{\"rules\": \"on-foot\", %s, %s}".formatted(RUN, VIEWS));

        assertThat(state(world, "car/any").path("trips")).isEmpty();
        for (String trip : List.of("t1", "t2", "t3")) {
            assertThat(state(world, "trip/" + trip).path("confirmed").asBoolean())
                    .as(trip)
                    .isTrue();
            assertThat(state(world, "booking/" + trip).path("phase").asText()).isEqualTo("ENDED");
        }
        assertThat(state(world, "card/any").path("trips")).hasSize(3);
        assertThat(worlds.all(world, "/differences?limit=100", "differences")).anySatisfy(difference -> {
            assertThat(difference.path("change").asText()).isEqualTo("DROPPED");
            assertThat(difference.path("stream").asText()).isEqualTo("car/any");
            assertThat(difference.at("/command/name").asText()).isEqualTo("Book");
        });
        assertThat(rows(world, "process-booking"))
                .extracting(row -> row.path("status").asText())
                .containsExactly("ENDED", "ENDED", "ENDED");
        worlds.drop(world);
    }

    @Test
    void undoWhatTheyDidWhereAStepIsRejectedThereAlone() {
        JsonNode world = worlds.computed("{\"rules\": \"closed-hotel\", %s, %s}".formatted(RUN, VIEWS));

        for (String trip : List.of("t1", "t2", "t3")) {
            JsonNode booking = state(world, "booking/" + trip);
            assertThat(booking.at("/own/why").asText()).as(trip).isEqualTo("hotel: CLOSED");
            assertThat(booking.path("phase").asText()).isEqualTo("ENDED");
            assertThat(state(world, "trip/" + trip).path("confirmed").asBoolean(true))
                    .isFalse();
        }
        assertThat(state(world, "flight/any").path("trips")).isEmpty();
        assertThat(state(world, "card/any").path("trips")).isEmpty();
        assertThat(rows(world, "timers-booking")).isEmpty();
        assertThat(worlds.all(world, "/differences?limit=100", "differences")).anySatisfy(difference -> {
            assertThat(difference.path("change").asText()).isEqualTo("REJECTED");
            assertThat(difference.path("stream").asText()).isEqualTo("hotel/any");
        });
        worlds.drop(world);
    }
}
