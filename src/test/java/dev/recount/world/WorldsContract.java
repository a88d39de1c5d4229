package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.load.BulkImport;
import dev.recount.cli.option.Caller;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Transactions;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Domain;
import dev.recount.server.TestServer;
import dev.recount.world.table.WorldRegistry;
import dev.recount.world.table.WorldSchema;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worlds of a bank's sample, whatever the database. */
abstract class WorldsContract {

    @TempDir
    Path folder;

    abstract DatabaseKind kind();

    @Test
    void areTablesThatOthersCanBeJoinedWithAndGoWithTheirServer() throws Exception {
        JournalSettings journal = TestDatabases.settings(kind(), folder);
        long number;
        try (TestServer server = start(journal)) {
            importSample(server);
            var worlds = new WorldClient(server.client());
            JsonNode world = worlds.computed(
                    "{\"rules\": \"overdraft-0\", \"mode\": \"counterfactual\", \"views\": [\"balances\"]}");
            number = world.path("id").asLong();
            assertThat(world.path("differences").asLong()).isPositive();
            List<JsonNode> others = worlds.all(world, "/views/balances/difference?limit=3", "rows");
            assertThat(others).isNotEmpty().allSatisfy(row -> {
                BigDecimal before =
                        new BigDecimal(row.path("recorded").path("balance").asText());
                BigDecimal here =
                        new BigDecimal(row.path("other").path("balance").asText());
                assertThat(here).isGreaterThan(before);
            });
            String account = others.getFirst().path("other").path("account").asText();
            JsonNode row = worlds.get(world, "/views/balances/rows/" + account);
            assertThat(row.path("row")).isEqualTo(others.getFirst().path("other"));
            JsonNode stream = worlds.get(world, "/streams/account/" + account);
            assertThat(stream.path("state").path("balance"))
                    .isEqualTo(others.getFirst().path("other").path("balance"));
            assertThat(stream.path("recorded").path("state"))
                    .isEqualTo(server.client()
                            .get("/streams/account/" + account)
                            .body()
                            .path("state"));
            JsonNode past = worlds.get(world, "/views/balances?at=1993-06-30&count=true&limit=1");
            assertThat(past.path("count").asLong()).isPositive();
            if (kind() == DatabaseKind.POSTGRESQL) { // the folder of an embedded one is the server's alone
                assertThat(joined(journal, number)).isEqualTo(others.size());
            }
        }
        leaveBehind(journal, number + 1);
        try (TestServer server = start(journal)) {
            assertThat(server.client().get("/admin/worlds/" + number).status()).isEqualTo(404);
        }
        try (Database database = JournalDatabase.open(journal)) {
            assertThat(WorldSchema.existing(database)).isEmpty();
            assertThat(new WorldRegistry(database).all()).isEmpty();
        }
    }

    private static long joined(JournalSettings journal, long number) {
        try (Database database = JournalDatabase.open(journal)) {
            return new Transactions(database.pool(), "no join")
                    .run(statements -> statements
                            .select(
                                    "SELECT COUNT(*) FROM views.balances v JOIN world_" + number
                                            + ".balances w USING (account) WHERE v.balance <> w.balance",
                                    row -> row.getLong(1))
                            .getFirst());
        }
    }

    /** Leaves behind what a killed server does: a world on the list, and tables that nothing on the list knows of. */
    private static void leaveBehind(JournalSettings journal, long number) {
        try (Database database = JournalDatabase.open(journal)) {
            var registry = new WorldRegistry(database);
            long listed = registry.add("gone:2551", Instant.now());
            for (long each : new long[] {listed, number + 50}) {
                new Transactions(database.pool(), "no schema").run(statements -> {
                    new WorldSchema(each).create(statements);
                    return each;
                });
            }
            assertThat(WorldSchema.existing(database)).contains(listed, number + 50);
        }
    }

    @Test
    void failTellingWhyAndServeOn() throws Exception {
        JournalSettings journal = TestDatabases.settings(kind(), folder);
        try (TestServer server =
                TestServer.start(folder, settings -> settings.withJournal(journal), new BankWithFailingView())) {
            importSample(server);
            var asked = server.client().post("/admin/worlds", "{\"rules\": \"failing\", \"views\": [\"balances\"]}");
            assertThat(asked.status()).isEqualTo(202);
            String path = "/admin/worlds/" + asked.body().path("id").asLong();
            WorldClient.await(() ->
                    server.client().get(path).body().path("state").asText().equals("FAILED"));
            assertThat(server.client().get(path).body().path("problem").asText())
                    .startsWith("view balances failed on account/");
            new WorldClient(server.client()).drop(asked.body());
        }
    }

    /** A bank with an alternative whose view fails. */
    private static final class BankWithFailingView implements Domain {

        private final Bank bank = new Bank();

        @Override
        public String name() {
            return "bank";
        }

        @Override
        public List<dev.recount.model.type.StreamType<?, ?, ?>> streamTypes() {
            return bank.streamTypes();
        }

        @Override
        public List<dev.recount.model.view.View<?>> views() {
            return bank.views();
        }

        @Override
        public Map<String, Domain> alternatives() {
            return Map.of("failing", new Domain() {
                @Override
                public String name() {
                    return "bank";
                }

                @Override
                public List<dev.recount.model.type.StreamType<?, ?, ?>> streamTypes() {
                    return bank.streamTypes();
                }

                @Override
                public List<dev.recount.model.view.View<?>> views() {
                    return List.of(dev.recount.model.view.View.of("balances", OnlyKey.class)
                            .on(dev.recount.example.bank.account.Account.TYPE, (_, _, _) -> {
                                throw new IllegalStateException("no");
                            }));
                }
            });
        }
    }

    /** A row of the view that fails. */
    record OnlyKey(String account) {}

    static void importSample(TestServer server) throws InterruptedException {
        var bank = new Bank();
        new BulkImport(
                        URI.create("http://127.0.0.1:" + server.port()),
                        new Caller(),
                        bank,
                        new PrintWriter(Writer.nullWriter()))
                .run(bank.importer().orElseThrow().sample());
    }

    private TestServer start(JournalSettings journal) {
        return TestServer.start(folder, settings -> settings.withJournal(journal), new Bank());
    }
}
