package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worlds of what is recorded in two journals. */
@Tag("slow")
class SeveralJournalsWorldsTest {

    private static final int COMMANDS = 2_000;

    @TempDir
    Path folder;

    @Test
    void areThoseOfTheSameCommandsInOneJournal() throws Exception {
        var journals = TestDatabases.several(2);
        try (TestServer one = TestServer.start(folder, new Bank());
                TestServer two = TestServer.start(folder, settings -> settings.withJournal(journals), new Bank())) {
            WorldsContract.importSample(one);
            WorldsContract.importSample(two);
            var ofOne = new WorldClient(one.client());
            var ofTwo = new WorldClient(two.client());
            for (String mode : List.of("decisions", "counterfactual")) {
                assertThat(ofTwo.computed("{\"mode\": \"%s\"}".formatted(mode))
                                .path("differences")
                                .asLong())
                        .isZero();
                String other =
                        "{\"rules\": \"overdraft-0\", \"mode\": \"%s\", \"views\": [\"balances\"]}".formatted(mode);
                JsonNode single = ofOne.computed(other);
                JsonNode several = ofTwo.computed(other);

                assertThat(single.path("differences").asLong()).isPositive();
                for (String field : List.of("decided", "differences", "summary", "coverage")) {
                    assertThat(several.path(field)).as(field).isEqualTo(single.path(field));
                }
                assertThat(differences(ofTwo, several)).containsExactlyInAnyOrderElementsOf(differences(ofOne, single));
                assertThat(balances(ofTwo, several))
                        .isEqualTo(balances(ofOne, single))
                        .isNotEmpty();
            }
        }
    }

    /** Returns what is different, but for its number, which tells in which order streams came. */
    private static List<String> differences(WorldClient worlds, JsonNode world) {
        return worlds.all(world, "/differences?limit=1000", "differences").stream()
                .map(each -> List.of("stream", "version", "change", "recorded", "other", "state").stream()
                        .map(field -> each.path(field).toString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** Returns the balances by account; the databases keep zeros at the end of a number or not. */
    private static Map<String, BigDecimal> balances(WorldClient worlds, JsonNode world) {
        return worlds.all(world, "/views/balances?limit=1000", "rows").stream()
                .collect(Collectors.toMap(
                        row -> row.path("account").asText(),
                        row -> row.path("balance").decimalValue().stripTrailingZeros()));
    }

    /** A command of a handler is often in another journal than the event that caused it. */
    @Test
    void followACauseFromOneJournalToTheOther() throws Exception {
        var journals = TestDatabases.several(2);
        var shop = new StrictShop();
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journals), shop)) {
            BusyShop.trade(server, shop, COMMANDS);
            var worlds = new WorldClient(server.client());
            JsonNode same = worlds.computed("{\"mode\": \"counterfactual\"}");
            assertThat(same.path("summary")).isEmpty();
            JsonNode run = worlds.computed("{\"mode\": \"counterfactual\","
                    + " \"run\": [\"place-order\", \"fulfilment-inputs\", \"fulfilment-steps\"]}");
            assertThat(run.path("summary").findValuesAsText("streamType")).isSubsetOf("fulfilment", "order", "stock");
            if (BusyShop.wentAsInAWorld(server.client())) {
                assertThat(run.path("summary")).isEmpty();
            }

            var naive = new NaiveWorld(shop, shop.alternative("strict"), true);
            worlds.decisions().forEach(naive::take);

            assertThat(naive.differences()).containsKey("stock Reserve DROPPED [] []");
            naive.assertIs(worlds.computed("{\"rules\": \"strict\", \"mode\": \"counterfactual\"}"), worlds);
        }
    }
}
