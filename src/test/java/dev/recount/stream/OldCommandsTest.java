package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that the code of before has recorded, and clients of before still send, under the code of today. */
class OldCommandsTest {

    private static final String SHIP = "{\"to\":\"Ann\",\"grams\":1500}";

    @TempDir
    private Path data;

    private record Parcels(StreamType<?, ?, ?> type) implements Domain {

        @Override
        public String name() {
            return "parcels";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of(type);
        }
    }

    @Test
    void areReadAsTodaysWhereverTheyAreMet() {
        try (TestServer before = TestServer.start(data, new Parcels(Shipping.BEFORE))) {
            TestClient client = before.client();
            assertThat(send(client, "Ship", SHIP, "shipped").status()).isEqualTo(200);
            assertThat(send(client, "Hold", "{\"why\":\"rain\"}", "held").status())
                    .isEqualTo(200);
            assertThat(send(client, "Ship", "{\"to\":\"\",\"grams\":1}", "refused")
                            .code())
                    .isEqualTo("NOBODY");
        }
        var today = new Parcels(Shipping.TODAY.acceptOldCommands());
        try (TestServer server = TestServer.start(data, today)) {
            knowsRepeatsInEitherForm(server.client());
            takesWhatClientsOfBeforeSend(server.client());
            tellsDecisionsInTheFormsInWhichTheyWereMade(server.client());
        }
    }

    private static void knowsRepeatsInEitherForm(TestClient client) {
        for (Answer repeat : List.of(
                send(client, "Ship", SHIP, "shipped"),
                send(client, "Send", "{\"to\":\"Ann\",\"kilos\":1.5}", "shipped"),
                send(client, "Hold", "{\"why\":\"rain\"}", "held"),
                send(client, "Hold", "{\"reason\":\"rain\"}", "held"))) {
            assertThat(repeat.status()).isEqualTo(200);
            assertThat(repeat.body().path("repeat").asBoolean()).isTrue();
            assertThat(repeat.body().path("events")).hasSize(1);
        }
        assertThat(client.bulk(List.of(
                        "{\"stream\":\"parcel/1\",\"command\":\"Ship\",\"id\":\"shipped\",\"data\":" + SHIP + "}")))
                .extracting(result -> result.path("repeat").asBoolean())
                .containsExactly(true);
        for (Answer other : List.of(
                send(client, "Send", "{\"to\":\"Bob\",\"kilos\":1.5}", "shipped"),
                send(client, "Hold", "{\"why\":\"snow\"}", "held"))) {
            assertThat(other.code()).isEqualTo("COMMAND_ID_REUSED");
        }
    }

    private static void takesWhatClientsOfBeforeSend(TestClient client) {
        JsonNode shipped =
                send(client, "Ship", "{\"to\":\"Cem\",\"grams\":20}", "new").body();
        assertThat(shipped.path("events").path(0).path("data").toString())
                .isEqualTo("{\"to\":\"Cem\",\"kilos\":0.020}");
        assertThat(send(client, "Hold", "{\"why\":\"snow\"}", "snowed").status())
                .isEqualTo(200);
        Answer unfit = send(client, "Hold", "{\"cause\":\"snow\"}", "unfit");
        assertThat(unfit.status()).isEqualTo(400);
        assertThat(unfit.body().path("detail").asText()).isEqualTo("reason: is missing");
        assertThat(send(client, "Ship", "{\"to\":\"Dan\",\"grams\":1e999999999}", "huge")
                        .status())
                .isEqualTo(400);
        assertThat(send(client, "Forward", "{}", "unknown").status()).isEqualTo(404);
    }

    private static void tellsDecisionsInTheFormsInWhichTheyWereMade(TestClient client) {
        assertThat(client.get("/streams/parcel/1/decisions")
                        .body()
                        .path("decisions")
                        .valueStream())
                .extracting(
                        decision -> command(decision, "name"),
                        decision -> command(decision, "revision"),
                        decision -> command(decision, "data"))
                .containsExactly(
                        tuple("\"Ship\"", "", SHIP),
                        tuple("\"Hold\"", "", "{\"why\":\"rain\"}"),
                        tuple("\"Ship\"", "", "{\"to\":\"\",\"grams\":1}"),
                        tuple("\"Send\"", "2", "{\"to\":\"Cem\",\"kilos\":0.020}"),
                        tuple("\"Hold\"", "2", "{\"reason\":\"snow\"}"));
    }

    private static String command(JsonNode decision, String field) {
        return decision.path("command").path(field).toString();
    }

    private static Answer send(TestClient client, String command, String body, String id) {
        return client.post("/streams/parcel/1/" + command, body, "Idempotency-Key", id);
    }
}
