package dev.recount.migration;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.codec.Codecs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.history.verify.Finding;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Importer.ImportedCommand;
import dev.recount.server.Pause;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
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
    private TestClient client;

    abstract JournalSettings journal(Path inFolder);

    @Test
    void everyBalanceIsRightAndNoCommandIsLostOrDoubled() throws Exception {
        JournalSettings journal = journal(folder);
        try (TestServer server =
                TestServer.start(folder, settings -> settings.withJournal(journal), new MigratingBank())) {
            client = server.client();
            Map<String, BigDecimal> before = new HashMap<>();
            Map<String, Integer> versions = new HashMap<>();
            for (String account : accounts()) {
                Answer state = client.get("/streams/account/" + account);
                before.put(
                        account,
                        new BigDecimal(
                                state.body().path("state").path("balance").asText()));
                versions.put(account, state.body().path("version").asInt());
            }
            migrateUnderTellers(List.copyOf(before.keySet()));
            before.forEach((account, balance) -> {
                Answer state = client.get("/streams/ledger/" + account);
                assertThat(new BigDecimal(
                                state.body().path("state").path("balance").asText()))
                        .as(account)
                        .isEqualByComparingTo(balance.add(booked.getOrDefault(account, BigDecimal.ZERO)));
                assertThat(state.body().path("version").asInt())
                        .as(account)
                        .isEqualTo(versions.get(account)
                                + accepted.getOrDefault(account, new AtomicInteger()).get());
                assertThat(client.get("/streams/account/" + account).status()).isEqualTo(308);
            });
        }
        assertThat(findings(journal)).isEmpty();
    }

    private List<String> accounts() throws IOException {
        var bank = new Bank();
        var lines = new ArrayList<String>();
        var accounts = new ArrayList<String>();
        var codec = new Codecs(bank.streamTypes())
                .find("account")
                .orElseThrow();
        try (var entries = bank.importer().orElseThrow().read(bank.importer().orElseThrow().sample())) {
            entries.filter(ImportedCommand.class::isInstance)
                    .map(ImportedCommand.class::cast)
                    .forEach(entry -> {
                        lines.add(line(codec, entry));
                        if (!accounts.contains(entry.stream().id())) {
                            accounts.add(entry.stream().id());
                        }
                    });
        }
        client.bulk(lines)
                .forEach(result -> assertThat(result.path("status").asInt()).as("%s", result).isEqualTo(200));
        return accounts.stream()
                .filter(account -> client.get("/streams/account/" + account)
                        .body()
                        .path("state")
                        .has("balance"))
                .toList();
    }

    private static <C> String line(StreamCodec<?, C, ?> codec, ImportedCommand entry) {
        var command = codec.commands().write(codec.type().commands().base().cast(entry.command()));
        return "{\"stream\":\"%s\",\"command\":\"%s\",\"data\":%s,\"id\":\"%s\",\"time\":\"%s\"}"
                .formatted(entry.stream(), command.name(), command.text(), entry.commandId(), entry.time());
    }

    private void migrateUnderTellers(List<String> accounts) throws InterruptedException {
        var goOn = new AtomicBoolean(true);
        var failures = new ConcurrentHashMap<Thread, Throwable>();
        var threads = new ArrayList<Thread>();
        for (int number = 0; number < TELLERS; number++) {
            var teller = new Teller(client, accounts, goOn::get, number, booked, accepted);
            threads.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler(failures::put)
                    .start(teller));
        }
        awaitBookings(BOOKINGS_BEFORE);
        assertThat(client.post("/admin/migrations/account-to-ledger", "{}").status())
                .isEqualTo(200);
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
        Settings settings = Settings.read(Optional.of(TestServer.PATIENT))
                .withData(folder)
                .withJournal(journal);
        var findings = new ArrayList<Finding>();
        var _ = new StoppedServer(settings, List.of(new MigratingBank())).verify(List.of(), findings::add, _ -> {});
        return findings;
    }
}
