package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.shop.Shop;
import dev.recount.server.TestServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop with handlers, in worlds of the same rules and of its alternatives. */
@Tag("slow")
class ShopWorldsTest {

    private static final int COMMANDS = 4_000;
    private static final List<String> VIEWS = List.of("products", "inventory", "sales", "customers");

    private static TestServer server;
    private static WorldClient worlds;

    @BeforeAll
    static void trade(@TempDir Path data) throws Exception {
        server = TestServer.start(data, new Shop());
        worlds = new WorldClient(server.client());
        BusyShop.trade(server, new Shop(), COMMANDS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void differsInNothingUnderTheSameRules() {
        var asked = new ArrayList<>(List.of("\"mode\": \"decisions\"", "\"mode\": \"counterfactual\""));
        if (BusyShop.wentAsInAWorld(server.client())) {
            asked.add("\"mode\": \"counterfactual\","
                    + " \"run\": [\"place-order\", \"fulfilment-inputs\", \"fulfilment-steps\"]");
        }
        for (String rest : asked) {
            JsonNode world = worlds.computed("{%s, \"views\": [\"%s\"]}".formatted(rest, String.join("\", \"", VIEWS)));

            assertThat(worlds.get(world, "").path("summary")).as(rest).isEmpty();
            assertThat(world.path("coverage").path("gaps")).as(rest).isEmpty();
            assertThat(world.path("decided").asLong()).as(rest).isGreaterThan(COMMANDS);
            for (String view : VIEWS) {
                assertThat(worlds.all(world, "/views/" + view + "/difference", "rows"))
                        .as("%s, %s", rest, view)
                        .isEmpty();
            }
            worlds.drop(world);
        }
    }

    @Test
    void tellsWhatHandlersDidBecauseOfAnEventThatIsToBeCorrected() {
        JsonNode checkedOut = server.client()
                .get("/events?event=cart.CheckedOut&limit=1")
                .body()
                .path("events")
                .path(0);
        String cart = checkedOut.path("source").asText();

        JsonNode impact = server.client()
                .post(
                        cart + "/corrections?dryRun=true",
                        "{\"version\":%s,\"read\":[],\"reason\":\"never\"}".formatted(checkedOut.path("version")))
                .body();

        JsonNode placed = impact.path("effects").path(0);
        assertThat(placed.path("cause").asText())
                .as("%s", impact)
                .isEqualTo(checkedOut.path("id").asText());
        assertThat(placed.path("command").path("name").asText()).isEqualTo("Place");
        JsonNode told = placed.path("effects").path(0);
        assertThat(told.path("command").path("name").asText()).isEqualTo("NoteEvent");
        assertThat(told.path("effects")
                        .valueStream()
                        .map(effect -> effect.path("command").path("name").asText()))
                .contains("Reserve");
        assertThat(impact.path("complete").asBoolean()).isTrue();
    }

    @Test
    void makesPremiumWhoHasPaidLess() {
        JsonNode world = worlds.computed("{\"rules\": \"premium-500\", \"views\": [\"customers\"]}");

        assertThat(world.path("differences").asLong()).isZero();
        List<JsonNode> others = worlds.all(world, "/views/customers/difference?limit=100", "rows");
        assertThat(others).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("recorded").path("tier").asText()).isEqualTo("REGULAR");
            assertThat(row.path("other").path("tier").asText()).isEqualTo("PREMIUM");
            assertThat(new BigDecimal(row.path("other").path("spending").asText()))
                    .isBetween(new BigDecimal("500.00"), new BigDecimal("999.99"));
        });
        JsonNode premium = worlds.get(world, "/views/customers?tier=PREMIUM&count=true&limit=1");
        long before = server.client()
                .get("/views/customers?tier=PREMIUM&count=true&limit=1")
                .body()
                .path("count")
                .asLong();
        assertThat(premium.path("count").asLong()).isEqualTo(before + others.size());
        worlds.drop(world);
    }

    @Test
    void reordersEarly() {
        JsonNode world = worlds.computed(
                "{\"rules\": \"reorder-early\", \"mode\": \"counterfactual\", \"views\": [\"inventory\"]}");

        assertThat(worlds.all(world, "/differences", "differences"))
                .isNotEmpty()
                .allSatisfy(difference -> {
                    assertThat(difference.path("change").asText()).isEqualTo("OTHER_EVENTS");
                    assertThat(difference.path("command").path("name").asText()).isEqualTo("SetReorderPoint");
                    int asked = difference
                            .path("command")
                            .path("data")
                            .path("quantity")
                            .asInt();
                    JsonNode event = difference.path("other").path("events").path(0);
                    assertThat(event.path("data").path("quantity").asInt()).isEqualTo(asked + asked / 2);
                    assertThat(difference.path("state").path(0).path("path").asText())
                            .isEqualTo("/reorderPoint");
                });
        assertThat(worlds.all(world, "/views/inventory/difference", "rows")).isNotEmpty();
        worlds.drop(world);
    }

    @Test
    void leavesOutWhatFollowsFromAnOrderThatWasNeverMade() {
        JsonNode placed = placed();
        String order = placed.path("source").asText().substring("/streams/".length());
        String cause = placed.path("causationid").asText();

        JsonNode world = worlds.computed("{\"mode\": \"counterfactual\", \"without\": [\"%s\"]}".formatted(cause));

        List<JsonNode> differences = worlds.all(world, "/differences", "differences");
        assertThat(differences.getFirst().path("change").asText()).isEqualTo("EDITED");
        assertThat(differences.get(1).path("change").asText()).isEqualTo("DROPPED");
        assertThat(differences.get(1).path("stream").asText()).isEqualTo(order);
        JsonNode gone = worlds.get(world, "/streams/" + order);
        assertThat(gone.path("version").asLong()).isZero();
        assertThat(gone.path("recorded").path("version").asLong()).isPositive();
        worlds.drop(world);
    }

    private static JsonNode placed() {
        return server.client()
                .get("/events?type=order&limit=1000")
                .body()
                .path("events")
                .valueStream()
                .filter(event -> event.path("type").asText().equals("order.Placed"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhatDoesNotFit() {
        for (String[] each : new String[][] {
            {"{\"rules\": \"nobody\"}", "rules: there are no rules nobody; there are premium-500, reorder-early"},
            {"{\"mode\": \"guess\"}", "mode: must be decisions or counterfactual, not guess"},
            {"{\"streams\": \"account\"}", "streams: the rules served have no stream type account"},
            {"{\"views\": [\"balances\"]}", "views: the rules served have no view balances"},
            {"{\"run\": [\"place-order\"]}", "run: handlers are run in mode counterfactual only, and for all streams"},
            {"{\"from\": \"yesterday\"}", "from: must be a day or an instant in UTC"},
            {"{\"from\": \"2026-02-02\", \"to\": \"2026-01-01\"}", "to: lies before from"},
            {"{\"without\": [\"order/1\"]}", "without: order/1: an event is written type/id@version"},
            {"{\"instead\": [{\"of\": \"order/1@1\"}]}", "instead: of order/1@1: has either commands or events"},
            {
                "{\"instead\": [{\"of\": \"stock/mug@1\", \"commands\": [{\"command\": \"Give\"}]}]}",
                "instead: Give: stock has no command Give"
            },
            {
                "{\"instead\": [{\"of\": \"stock/mug@1\", \"events\": [{\"event\": \"Received\", \"data\": {}}]}]}",
                "instead: Received: "
            },
            {"{\"rule\": \"x\"}", "rule: is not known here"},
            {"[]", "the question: must be a JSON object"},
        }) {
            var answer = server.client().post("/admin/worlds", each[0]);
            assertThat(answer.status()).as("%s: %s", each[0], answer.body()).isEqualTo(400);
            assertThat(answer.body().path("detail").asText()).startsWith(each[1]);
        }
        assertThat(server.client().get("/admin/worlds").body().path("worlds")).isEmpty();
        assertThat(server.client().get("/admin/worlds/999").status()).isEqualTo(404);
        assertThat(server.client().get("/admin/worlds/x").status()).isEqualTo(404);
    }

    @Test
    void areNoMoreThanThereMayBe() {
        String question = "{\"streams\": \"stock/nothing\"}";
        List<JsonNode> all = java.util.stream.IntStream.range(0, 8)
                .mapToObj(_ -> worlds.computed(question))
                .toList();
        var refused = server.client().post("/admin/worlds", question);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("TOO_MANY_WORLDS");
        all.forEach(worlds::drop);
        worlds.drop(worlds.computed(question));
    }
}
