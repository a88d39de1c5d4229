package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop's worlds under other rules, against worlds that are made without the engine. */
@Tag("slow")
class ShopBruteForceTest {

    private static final int COMMANDS = 3_000;

    private static final StrictShop SHOP = new StrictShop();

    private static TestServer server;
    private static WorldClient worlds;
    private static List<JsonNode> decisions;

    @BeforeAll
    static void trade(@TempDir Path data) throws Exception {
        server = TestServer.start(data, SHOP);
        worlds = new WorldClient(server.client());
        BusyShop.trade(server, SHOP, COMMANDS);
        decisions = worlds.decisions();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reorder-early", "premium-500", "large-carts", "kept-back", "strict"})
    void areWhatAFoldOfTheRecordIsInBothModes(String rules) {
        var decided = folded(rules, false);
        var counterfactual = folded(rules, true);

        JsonNode world = worlds.computed("{\"rules\": \"%s\"}".formatted(rules));
        decided.assertCounts(world);
        worlds.drop(world);
        JsonNode other = worlds.computed("{\"rules\": \"%s\", \"mode\": \"counterfactual\"}".formatted(rules));
        counterfactual.assertIs(other, worlds);
        worlds.drop(other);
    }

    private static NaiveWorld folded(String rules, boolean counterfactual) {
        var naive = new NaiveWorld(SHOP, SHOP.alternative(rules), counterfactual);
        decisions.forEach(naive::take);
        return naive;
    }

    /** A purchase that was never made leaves more for others, and goods that never came in are never sold. */
    @Test
    void areWhatAFoldIsWithoutSomePurchasesAndDeliveries() {
        List<String> without =
                Stream.concat(first("CheckOut", 20), first("Receive", 5)).toList();
        var naive = new NaiveWorld(SHOP, SHOP, true, Set.copyOf(without));
        decisions.forEach(naive::take);
        assertThat(naive.differences())
                .containsEntry("cart CheckOut EDITED [] []", 20L)
                .containsEntry("order Place DROPPED [] []", 20L)
                .containsEntry("stock Receive EDITED [] []", 5L)
                .containsKey("stock Reserve REJECTED [] [OUT_OF_STOCK]");

        JsonNode world = worlds.computed(
                "{\"mode\": \"counterfactual\", \"without\": [\"%s\"]}".formatted(String.join("\", \"", without)));

        naive.assertIs(world, worlds);
        worlds.drop(world);
    }

    /** Returns events of the first commands of a name that were accepted. */
    private static Stream<String> first(String command, int commands) {
        return decisions.stream()
                .filter(decision ->
                        decision.path("command").path("name").asText().equals(command) && decision.has("firstVersion"))
                .limit(commands)
                .map(decision -> decision.path("stream").asText() + "@"
                        + decision.path("firstVersion").asLong());
    }

    /** The comparisons are of something: changes of many kinds come about, and others follow from them. */
    @Test
    void differInManyWays() {
        assertThat(folded("strict", true).differences())
                .containsKeys(
                        "cart CheckOut REJECTED [] [CART_IS_SMALL]",
                        "order Place DROPPED [] []",
                        "order Confirm DROPPED [] []",
                        "order Pay REJECTED [] [NOT_PLACED]",
                        "stock Reserve DROPPED [] []",
                        "stock Reserve REJECTED [] [OUT_OF_STOCK]",
                        "stock Dispatch DROPPED [] []",
                        "stock Dispatch OTHER_EVENTS [] []");
    }
}
