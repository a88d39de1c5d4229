package dev.recount.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.load.BulkImport;
import dev.recount.cli.option.Caller;
import dev.recount.example.bank.Bank;
import dev.recount.history.verify.Finding;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bank carried over to another shape while its clients go on, whatever the databases. */
abstract class WholeBankContract {

    private static final int TELLERS = 6;
    private static final int BOOKINGS_BEFORE = 100;
    private static final int BOOKINGS_AFTER = 100;

    @TempDir
    Path folder;

    private final Map<String, BigDecimal> booked = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();

    abstract JournalSettings journal(Path inFolder);

    @Test
    void everyBalanceIsRightAndNoCommandIsLostOrDoubled() throws Exception {
        JournalSettings journal = journal(folder);
        try (TestServer server =
                TestServer.start(folder, settings -> settings.withJournal(journal), new MigratingBank())) {
            TestClient client = server.client();
            Map<String, BigDecimal> before = new HashMap<>();
            Map<String, Integer> versions = new HashMap<>();
            for (String account : accounts(client, server.port())) {
                Answer state = client.get("/streams/account/" + account);
                before.put(
                        account,
                        new BigDecimal(
                                state.body().path("state").path("balance").asText()));
                versions.put(account, state.body().path("version").asInt());
            }
            migrateUnderTellers(client, List.copyOf(before.keySet()));
            before.forEach((account, balance) -> {
                Answer state = client.get("/streams/ledger/" + account);
                assertThat(new BigDecimal(
                                state.body().path("state").path("balance").asText()))
                        .as(account)
                        .isEqualByComparingTo(balance.add(booked.getOrDefault(account, BigDecimal.ZERO)));
                assertThat(state.body().path("version").asInt())
                        .as(account)
                        .isEqualTo(versions.getOrDefault(account, 0)
                                + accepted.getOrDefault(account, new AtomicInteger())
                                        .get());
                assertThat(client.get("/streams/account/" + account).status()).isEqualTo(308);
            });
        }
        assertThat(findings(journal)).isEmpty();
    }

    /** Imports the bank's past, and returns the accounts that are in use. */
    private List<String> accounts(TestClient client, int port) throws InterruptedException {
        var bank = new Bank();
        new BulkImport(URI.create("http://127.0.0.1:" + port), new Caller(), bank, new PrintWriter(Writer.nullWriter()))
                .run(bank.importer().orElseThrow().sample());
        var accounts = new ArrayList<String>();
        client.get("/streams/account?limit=1000").body().path("streams").forEach(id -> accounts.add(id.asText()));
        return accounts.stream()
                .filter(account -> client.get("/streams/account/" + account)
                        .body()
                        .path("state")
                        .has("balance"))
                .toList();
    }

    private void migrateUnderTellers(TestClient client, List<String> accounts) throws InterruptedException {
        var goOn = new AtomicBoolean(true);
        var failures = new ConcurrentHashMap<Thread, Throwable>();
        var threads = new ArrayList<Thread>();
        for (int number = 0; number < TELLERS; number++) {
            var teller = new Teller(client, accounts, goOn::get, number, booked, accepted);
            threads.add(
                    Thread.ofPlatform().uncaughtExceptionHandler(failures::put).start(teller));
        }
        awaitBookings(BOOKINGS_BEFORE);
        Pause.until(
                () -> client.post("/admin/migrations/account-to-ledger", "{}").status() == 200);
        Pause.until(() -> client.get("/admin/migrations/account-to-ledger")
                .body()
                .path("state")
                .asText()
                .equals("DONE"));
        awaitBookings(bookings() + BOOKINGS_AFTER);
        goOn.set(false);
        for (Thread each : threads) {
            each.join();
        }
        assertThat(failures).isEmpty();
    }

    private int bookings() {
        return accepted.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void awaitBookings(int number) {
        Pause.until(() -> bookings() >= number);
    }

    private List<Finding> findings(JournalSettings journal) {
        Settings settings =
                Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal);
        var findings = new ArrayList<Finding>();
        var _ = new StoppedServer(settings, List.of(new MigratingBank())).verify(List.of(), findings::add, _ -> {});
        return findings;
    }
}
