package dev.recount.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics that a server of the example bank tells of itself. */
class MetricsTest {

    @TempDir
    Path data;

    private static void open(TestClient client, String account) {
        assertThat(client.post(
                                "/streams/account/" + account + "/Open",
                                "{\"owner\":\"Anna\",\"overdraftLimit\":0}",
                                "Idempotency-Key",
                                "open")
                        .status())
                .isEqualTo(200);
    }

    private static double commands(Scrape scrape, String command, String outcome) {
        return scrape.value(
                "recount_commands_total{command=\"" + command + "\",outcome=\"" + outcome + "\",type=\"account\"}");
    }

    @Test
    void commandsAreCountedByWhatBecameOfThem() {
        try (TestServer server = TestServer.start(data, new Bank())) {
            TestClient client = server.client();
            open(client, "1");
            open(client, "1");
            client.post("/streams/account/1/Withdraw", "{\"amount\":1,\"method\":\"CASH\"}");
            client.post("/streams/account/1/Deposit", "{\"amount\":1,\"method\":\"CASH\"}", "If-Match", "\"7\"");
            client.post("/streams/account/1/Deposit", "{\"amount\":1,\"method\":\"CASH\"}", "Idempotency-Key", "open");
            client.post("/streams/account/1/Steal", "{}");
            client.post("/streams/vault/1/Open", "{}");

            Scrape scrape = Scrape.of(client);
            assertThat(commands(scrape, "Open", "ACCEPTED")).isEqualTo(1);
            assertThat(commands(scrape, "Open", "REPEAT")).isEqualTo(1);
            assertThat(commands(scrape, "Withdraw", "REJECTED")).isEqualTo(1);
            assertThat(commands(scrape, "Deposit", "VERSION_CONFLICT")).isEqualTo(1);
            assertThat(commands(scrape, "Deposit", "COMMAND_ID_REUSED")).isEqualTo(1);
            assertThat(scrape.value(
                            "recount_command_duration_seconds_bucket{command=\"Open\",type=\"account\",le=\"+Inf\"}"))
                    .isEqualTo(2);
            assertThat(scrape.value("recount_commands_in_flight")).isZero();
            assertThat(scrape.series().keySet()).noneMatch(name -> name.contains("Steal") || name.contains("vault"));
        }
    }

    @Test
    void streamsAreCountedWithWhatTheirRecoveryTook() {
        try (TestServer server = TestServer.start(data, new Bank())) {
            open(server.client(), "1");
            for (int deposit = 0; deposit < 4; deposit++) {
                server.client().post("/streams/account/1/Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
            }
        }
        try (TestServer server = TestServer.start(data, new Bank())) {
            assertThat(Scrape.of(server.client()).series()).doesNotContainKey("recount_streams_live{type=\"account\"}");
            server.client().get("/streams/account/1");

            Scrape scrape = Scrape.of(server.client());
            assertThat(scrape.value("recount_streams_live{type=\"account\"}")).isEqualTo(1);
            assertThat(scrape.value("recount_recovery_duration_seconds_count{type=\"account\"}"))
                    .isEqualTo(1);
            assertThat(scrape.value("recount_recovery_events_total{type=\"account\"}"))
                    .isEqualTo(5);
        }
    }

    @Test
    void theJournalIsMeasuredAndTheLogFollowed() {
        try (TestServer server = TestServer.start(data, new Bank())) {
            TestClient client = server.client();
            open(client, "1");
            open(client, "2");

            Scrape scrape = Scrape.await(
                    client,
                    now -> now.value("recount_log_head") == 2
                            && now.value("recount_view_lag_events{generation=\"live\",view=\"balances\"}") == 0);
            assertThat(scrape.value("recount_journal_batch_events_sum")).isEqualTo(2);
            assertThat(scrape.value("recount_journal_batch_events_bucket{le=\"2.0\"}"))
                    .isEqualTo(scrape.value("recount_journal_batch_events_count"));
            assertThat(scrape.value("recount_journal_batch_duration_seconds_count"))
                    .isEqualTo(scrape.value("recount_journal_batch_events_count"));
            assertThat(scrape.value("recount_view_lag_seconds{generation=\"live\",view=\"balances\"}"))
                    .isZero();
            assertThat(scrape.value("recount_view_state{state=\"RUNNING\",view=\"balances\"}"))
                    .isEqualTo(1);
            assertThat(scrape.value("recount_journal_up")).isEqualTo(1);
            assertThat(scrape.value("recount_watermark_age_seconds")).isZero();
            assertThat(scrape.names())
                    .contains("hikaricp_connections_active", "jvm_memory_used_bytes", "process_cpu_usage");
        }
    }

    @Test
    void aPausedViewFallsBehind() {
        try (TestServer server = TestServer.start(data, new Bank())) {
            TestClient client = server.client();
            open(client, "1");
            Scrape.await(
                    client, now -> now.value("recount_view_lag_events{generation=\"live\",view=\"balances\"}") == 0);
            client.post("/admin/views/balances/pause", "");
            open(client, "2");
            open(client, "3");

            Scrape scrape = Scrape.await(
                    client, now -> now.value("recount_view_lag_events{generation=\"live\",view=\"balances\"}") >= 2);
            assertThat(scrape.value("recount_view_lag_seconds{generation=\"live\",view=\"balances\"}"))
                    .isPositive();
            assertThat(scrape.value("recount_view_state{state=\"PAUSED\",view=\"balances\"}"))
                    .isEqualTo(1);
            Scrape.await(client, _ -> behind(client) >= 2);
            client.post("/admin/views/balances/resume", "");
            Scrape.await(client, _ -> behind(client) == 0);
        }
    }

    private static int behind(TestClient client) {
        return client.get("/views/balances").body().path("behind").asInt(-1);
    }

    @Test
    void subscriptionsAreCountedWithTheLagOfTheSlowest() throws IOException {
        try (TestServer server = TestServer.start(data, new Bank())) {
            TestClient client = server.client();
            open(client, "1");
            try (TestSubscription subscription = TestSubscription.open(client, "/events")) {
                assertThat(subscription.nextIds(1)).containsExactly("account/1@1");
                Scrape.await(
                        client,
                        now -> now.value("recount_subscriptions") == 1
                                && now.value("recount_subscriptions_lag_events") == 0);
            }
            Scrape.await(client, now -> {
                // a server notices that a reader has gone when there is something to send
                client.post("/streams/account/1/Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
                return now.value("recount_subscriptions") == 0;
            });
        }
    }
}
