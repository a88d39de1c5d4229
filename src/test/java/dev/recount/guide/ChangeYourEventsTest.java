package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.example.bank.account.AccountEvent.Deposited;
import dev.recount.example.bank.account.AccountEvent.FeeCharged;
import dev.recount.example.bank.account.AccountEvent.InterestCredited;
import dev.recount.example.bank.account.AccountEvent.Opened;
import dev.recount.example.bank.account.AccountEvent.Withdrawn;
import dev.recount.example.bank.account.AccountState;
import dev.recount.example.shop.Shop;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand;
import dev.recount.example.shop.stock.StockEvent;
import dev.recount.example.shop.stock.StockEvent.Offered;
import dev.recount.example.shop.stock.StockEvent.PriceChanged;
import dev.recount.example.shop.stock.StockEvent.Received;
import dev.recount.example.shop.stock.StockEvent.ReorderPointSet;
import dev.recount.example.shop.stock.StockState;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.domain.Domain;
import dev.recount.model.evolution.Part;
import dev.recount.model.evolution.Upcast;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.testing.CommandUpcasterFixture;
import dev.recount.testing.UpcasterFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The examples of {@code docs/change-your-events.md}, which hold as they are written there. */
class ChangeYourEventsTest {

    private static final StreamType<AccountState, AccountCommand, AccountEvent> ACCOUNT = StreamType.of(
                    "account", new Account())
            .upcast(
                    Upcaster.from("Opened", 1).add("overdraftLimit", BigDecimal.ZERO),
                    Upcaster.from("Deposited", 1).changeNumber("amount", cents -> cents.movePointLeft(2)),
                    Upcaster.from("Deposited", 2).rename("by", "method"),
                    Upcaster.from("PaidOut", 1).as("Withdrawn"),
                    Upcaster.from("StatementCharged", 1)
                            .add("reason", "STATEMENT")
                            .as("FeeCharged"),
                    Upcaster.from("SanctionCharged", 1)
                            .add("reason", "SANCTION_INTEREST")
                            .as("FeeCharged"),
                    Upcaster.from("StatementPrinted", 1).drop());

    private static final StreamType<StockState, StockCommand, StockEvent> STOCK = StreamType.of("stock", new Stock())
            .upcast(
                    Upcaster.from("ProductUpdated", 1)
                            .split(
                                    Part.of("PriceChanged").whenPresent("price").only("price"),
                                    Part.of("ReorderPointSet")
                                            .whenPresent("reorderPoint")
                                            .map(fields ->
                                                    fields.only("reorderPoint").rename("reorderPoint", "quantity"))),
                    Upcaster.from("Offered", 1)
                            .rename("texts.name", "name")
                            .rename("texts.description", "description")
                            .remove("texts"),
                    Upcaster.from("Counted", 1)
                            .into(
                                    fields -> fields.number("missing").signum() >= 0
                                            ? List.of()
                                            : List.of(Upcast.to(
                                                    "Received",
                                                    fields.only("missing")
                                                            .rename("missing", "quantity")
                                                            .change(
                                                                    "quantity",
                                                                    missing -> ((BigDecimal) missing).negate()))),
                                    "Received"));

    private static final StreamType<StockState, StockCommand, StockEvent> RESTOCKED = StreamType.of(
                    "stock", new Stock())
            .upcastCommand(
                    Upcaster.from("Restock", 1).as("Receive"),
                    Upcaster.from("Receive", 1).rename("count", "quantity"))
            .acceptOldCommands();

    /** The commands of the page, in a folder with the file of the examples' events, and a jar that names them. */
    @Test
    @Tag("process")
    @ResourceLock(providers = Processes.class)
    void doesAsWritten(@TempDir Path folder) throws IOException {
        Files.copy(Path.of("event-schema.json"), folder.resolve("events.json"));
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("my.jar")), new Manifest())) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + Domain.class.getName()));
            jar.write((Bank.class.getName() + "\n" + Shop.class.getName()).getBytes(StandardCharsets.UTF_8));
        }
        try (Shell shell = new Shell(folder, Program.script())) {
            Walk.through("docs/change-your-events.md", shell)
                    .on("text", (message, _) -> isTold(shell, message))
                    .go();
        }
    }

    /** The page tells of a currency; of the examples' events, one is as if it had no owner yet. */
    private static void isTold(Shell shell, String message) {
        if (message.contains("event-schema.json")) {
            Path schema = shell.folder().resolve("event-schema.json");
            try {
                Files.writeString(
                        schema,
                        Files.readString(schema).replaceFirst("(\"Opened\"[^}]*?),\\s*\"owner\" : \\{[^}]*}", "$1"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            Walk.isPrinted(
                    message.replace("currency", "owner"), shell.run("! ./recount schema --check event-schema.json"));
        }
    }

    @Test
    void theBankReadsWhatItOnceStored() {
        UpcasterFixture.of(ACCOUNT)
                .given("Opened", 1, "{\"owner\": \"Anna\"}")
                .given("Deposited", 1, "{\"amount\": 70000, \"by\": \"CASH\"}")
                .given("Deposited", 2, "{\"amount\": 0.50, \"by\": \"TRANSFER\"}")
                .given("PaidOut", 1, "{\"amount\": 20.00, \"method\": \"CARD\"}")
                .given("StatementCharged", 1, "{\"amount\": 14.60}")
                .given("SanctionCharged", 1, "{\"amount\": 1.00}")
                .given("StatementPrinted", 1, "{\"pages\": 2}")
                .given("InterestCredited", 1, "{\"amount\": 3.10}")
                .then(
                        new Opened(Personal.of("Anna"), BigDecimal.ZERO),
                        new Deposited(new BigDecimal("700.00"), AccountCommand.Deposit.Method.CASH),
                        new Deposited(new BigDecimal("0.50"), AccountCommand.Deposit.Method.TRANSFER),
                        new Withdrawn(new BigDecimal("20.00"), AccountCommand.Withdraw.Method.CARD),
                        new FeeCharged(new BigDecimal("14.60"), AccountCommand.ChargeFee.Reason.STATEMENT),
                        new FeeCharged(new BigDecimal("1.00"), AccountCommand.ChargeFee.Reason.SANCTION_INTEREST),
                        new InterestCredited(new BigDecimal("3.10")));
    }

    @Test
    void theShopReadsWhatItOnceStored() {
        UpcasterFixture.of(STOCK)
                .given(
                        "Offered",
                        1,
                        "{\"texts\": {\"name\": \"Mug\", \"description\": \"blue\"}, \"category\": \"Kitchen\", \"price\": 9.90}")
                .given("ProductUpdated", 1, "{\"price\": 12.50, \"reorderPoint\": 10}")
                .given("ProductUpdated", 1, "{\"price\": null, \"reorderPoint\": 5}")
                .given("ProductUpdated", 1, "{\"price\": null, \"reorderPoint\": null}")
                .given("Counted", 1, "{\"missing\": -3}")
                .given("Counted", 1, "{\"missing\": 0}")
                .then(
                        new Offered("Mug", "blue", "Kitchen", new BigDecimal("9.90")),
                        new PriceChanged(new BigDecimal("12.50")),
                        new ReorderPointSet(10),
                        new ReorderPointSet(5),
                        new Received(3));
    }

    @Test
    void theShopReadsWhatItWasOnceAsked() {
        CommandUpcasterFixture.of(RESTOCKED)
                .given("Restock", 1, "{\"count\": 3}")
                .given("Receive", 2, "{\"quantity\": 4}")
                .sent("Restock", "{\"count\": 5}")
                .then(new StockCommand.Receive(3), new StockCommand.Receive(4), new StockCommand.Receive(5));
    }

    @Test
    void whatIsReadInAnotherWayHasAnotherFingerprint() {
        String none = new StreamCodec<>(Account.TYPE).events().evolutionFingerprint();
        String some = new StreamCodec<>(ACCOUNT).events().evolutionFingerprint();
        String more = new StreamCodec<>(ACCOUNT.upcast(Upcaster.from("Closed", 1)))
                .events()
                .evolutionFingerprint();

        assertThat(none).isEmpty();
        assertThat(some)
                .matches("[A-Za-z0-9_-]{12}")
                .isEqualTo(new StreamCodec<>(ACCOUNT).events().evolutionFingerprint())
                .isNotEqualTo(more);
    }

    @Nested
    class ATransitionPeriod {

        @TempDir
        Path folder;

        private TestServer start(StreamType<?, ?, ?> type) {
            return TestServer.start(folder, new Domain() {
                @Override
                public String name() {
                    return "catalogue";
                }

                @Override
                public List<StreamType<?, ?, ?>> streamTypes() {
                    return List.of(type);
                }
            });
        }

        private static void change(TestServer server, String price) {
            Answer answer = server.client().post("/streams/product/mug/ChangePrice", "{\"price\": " + price + "}");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        }

        private static List<String> events(TestServer server) {
            return server.client()
                    .get("/streams/product/mug/events")
                    .body()
                    .path("events")
                    .valueStream()
                    .map(event -> event.path("id").asText().replace("product/mug@", "")
                            + " "
                            + event.path("type").asText().replace("product.", "")
                            + "/"
                            + event.path("revision").asInt()
                            + " "
                            + event.path("data"))
                    .toList();
        }

        private static String state(TestServer server) {
            return server.client()
                    .get("/streams/product/mug")
                    .body()
                    .path("state")
                    .toString();
        }

        @Test
        void showsBothFormsToItsEndAndCountsEachChangeOnce() {
            try (TestServer before = start(CatalogueBefore.TYPE)) {
                change(before, "5.00");
            }
            try (TestServer during = start(CatalogueDuring.TYPE)) {
                assertThat(state(during)).isEqualTo("{\"price\":5.00,\"changes\":1}");
                change(during, "6.00");
                assertThat(state(during)).isEqualTo("{\"price\":6.00,\"changes\":2}");
                assertThat(events(during))
                        .containsExactly(
                                "1 PriceChanged/2 {\"price\":5.00}",
                                "1.2 ProductUpdated/1 {\"price\":5.00,\"reason\":\"unknown\"}",
                                "2 PriceChanged/2 {\"price\":6.00}",
                                "3 ProductUpdated/1 {\"price\":6.00,\"reason\":\"market\"}");
            }
            try (TestServer after = start(CatalogueAfter.TYPE)) {
                change(after, "7.00");
                assertThat(state(after)).isEqualTo("{\"price\":7.00,\"changes\":3}");
                assertThat(events(after))
                        .containsExactly(
                                "1 ProductUpdated/1 {\"price\":5.00,\"reason\":\"unknown\"}",
                                "3 ProductUpdated/1 {\"price\":6.00,\"reason\":\"market\"}",
                                "4 ProductUpdated/1 {\"price\":7.00,\"reason\":\"market\"}");
            }
        }
    }
}
