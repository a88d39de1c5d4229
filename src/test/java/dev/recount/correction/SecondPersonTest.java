package dev.recount.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.server.settings.SettingsException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections that a second person has to approve. */
class SecondPersonTest {

    private static final String USER = "X-User";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestClient client;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                folder,
                settings -> settings.withHttp(TestAccess.named(settings.http(), USER))
                        .withCorrections(new CorrectionSettings(true)),
                new Bank());
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Opens an account, and pays 100 in twice. */
    private static String account(String id) {
        String account = "/streams/account/" + id;
        send(account + "/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}", "teller");
        send(account + "/Deposit", "{\"amount\":100.00,\"method\":\"CASH\"}", "teller");
        send(account + "/Deposit", "{\"amount\":100.00,\"method\":\"CASH\"}", "teller");
        return account;
    }

    private static Answer send(String path, String body, String user, String... headers) {
        HttpRequest.Builder request = client.request(path)
                .header(USER, user)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build());
    }

    private static Answer delete(String path, String user) {
        return client.send(
                client.request(path + "?reason=x").header(USER, user).DELETE().build());
    }

    private static JsonNode get(String path) {
        return client.send(client.request(path).header(USER, "reader").GET().build())
                .body();
    }

    private static String deposited(long version, String amount) {
        return "{\"version\":%d,\"read\":[{\"event\":\"Deposited\",\"data\":{\"amount\":%s,\"method\":\"CASH\"}}],\"reason\":\"a slip\"}"
                .formatted(version, amount);
    }

    private static void assertBalance(String account, String balance) {
        assertThat(get(account).path("state").path("balance").asText())
                .as(account)
                .isEqualTo(balance);
    }

    @Test
    void waitUntilSomebodyElseApprovesThem() {
        String account = account("1");
        String corrections = account + "/corrections";

        Answer proposed = send(corrections, deposited(2, "1.00"), "ann", "Idempotency-Key", "p");
        assertThat(proposed.status()).as("%s", proposed.body()).isEqualTo(202);
        assertThat(proposed.body().path("version").asLong()).isEqualTo(4);
        assertThat(proposed.body().path("proposed").asBoolean()).isTrue();
        assertBalance(account, "200.00");
        Answer again = send(corrections, deposited(2, "1.00"), "ann", "Idempotency-Key", "p");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body().path("repeat").asBoolean()).isTrue();
        assertThat(get(corrections).path("corrections").path(0).path("status").asText())
                .isEqualTo("proposed");
        assertThat(get(account + "/events").path("events").path(3).path("type").asText())
                .isEqualTo("account.recount.Proposed");

        Answer own = send(corrections + "/4/approval", "{}", "ann");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.body().path("detail").asText())
                .isEqualTo("4 was proposed by ann, and somebody else has to approve it");
        assertThat(send(corrections + "/3/approval", "{}", "ben").status()).isEqualTo(400);
        send(account + "/Deposit", "{\"amount\":5.00,\"method\":\"CASH\"}", "teller");
        assertThat(send(corrections + "/4/approval?dryRun=true", "{}", "ben")
                        .body()
                        .path("state")
                        .path("balance")
                        .asText())
                .isEqualTo("106.00");
        assertBalance(account, "205.00");
        Answer approved = send(corrections + "/4/approval", "{\"reason\":\"seen\"}", "ben", "Idempotency-Key", "a");
        assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        assertThat(approved.body().path("version").asLong()).isEqualTo(7);
        assertThat(approved.body().path("state").path("balance").asText()).isEqualTo("106.00");
        assertThat(send(corrections + "/4/approval", "{\"reason\":\"seen\"}", "ben", "Idempotency-Key", "a")
                        .body()
                        .path("repeat")
                        .asBoolean())
                .isTrue();

        assertBalance(account, "106.00");
        assertBalance(account + "?version=4&known=recorded", "200.00");
        assertBalance(account + "?known=recorded", "205.00");
        Answer twice = send(corrections + "/4/approval", "{}", "cleo");
        assertThat(twice.code()).isEqualTo("PROPOSAL_DECIDED");
        assertThat(twice.body().path("detail").asText()).isEqualTo("4 was approved already, by ben as 6");
        JsonNode all = get(corrections).path("corrections");
        assertThat(all).hasSize(3);
        assertThat(all.path(0).path("status").asText()).isEqualTo("approved");
        assertThat(all.path(0).path("approved").path("principal").asText()).isEqualTo("ben");
        assertThat(all.path(1).path("correction").toString()).isEqualTo("{\"approved\":4,\"reason\":\"seen\"}");
        assertThat(all.path(2).path("principal").asText()).isEqualTo("ben");
        assertThat(all.path(2).path("correction").path("instead").asLong()).isEqualTo(2);
        assertThat(delete(corrections + "/4", "ann").status()).isEqualTo(400);
        assertThat(delete(corrections + "/6", "ann").status()).isEqualTo(400);
        assertThat(send(corrections, deposited(4, "1.00"), "ann").status()).isEqualTo(400);
    }

    @Test
    void holdOnceWhereTwoApproveThemAtOnce() {
        for (int round = 1; round <= 5; round++) {
            String account = account("twice-" + round);
            String after =
                    "{\"after\":2,\"read\":[{\"event\":\"Deposited\",\"data\":{\"amount\":5.00,\"method\":\"CASH\"}}],"
                            + "\"reason\":\"forgotten\"}";
            long proposal = send(account + "/corrections", after, "ann")
                    .body()
                    .path("version")
                    .asLong();
            List<CompletableFuture<Answer>> approvals = Stream.of("bob", "cid")
                    .map(user -> CompletableFuture.supplyAsync(
                            () -> send(account + "/corrections/" + proposal + "/approval", "{}", user),
                            task -> Thread.ofVirtual().start(task)))
                    .toList();

            assertThat(approvals)
                    .extracting(each -> each.join().status())
                    .as("%s", approvals.getFirst().join().body())
                    .containsExactlyInAnyOrder(200, 422);
            assertBalance(account, "205.00");
        }
    }

    @Test
    void holdAfterAStartAndWhereViewsAndTheLogAreRead() {
        String account = account("2");
        send(account + "/corrections", deposited(2, "1.00"), "ann");
        Answer approved = send(account + "/corrections/4/approval", "{}", "ben");
        assertThat(approved.status()).isEqualTo(200);
        send(account + "/corrections", deposited(3, "1.00"), "ann");

        stop();
        start();
        assertBalance(account, "101.00");
        send(account + "/Deposit", "{\"amount\":1.00,\"method\":\"CASH\"}", "teller");
        assertBalance(account, "102.00");
        JsonNode row = client.send(client.request("/views/balances/2")
                        .header(USER, "reader")
                        .header("Recount-After", "account/2@8")
                        .GET()
                        .build())
                .body();
        assertThat(row.path("row").path("balance").asText()).isEqualTo("102");
        assertThat(get("/events?limit=1000")
                        .path("events")
                        .valueStream()
                        .map(event -> event.path("type").asText()))
                .contains("account.recount.Proposed", "account.recount.Approved", "account.recount.Corrected");
        JsonNode world = send("/admin/worlds", "{\"mode\":\"counterfactual\",\"streams\":\"account/2\"}", "ben")
                .body();
        while (world.path("state").asText().equals("RUNNING")) {
            Pause.briefly();
            world = get("/admin/worlds/" + world.path("id").asText());
        }
        assertThat(world.path("state").asText()).as("%s", world).isEqualTo("DONE");
        assertThat(get("/admin/worlds/" + world.path("id").asText() + "/differences")
                        .path("differences"))
                .isEmpty();
    }

    @Test
    void areTakenBackAndAreHeldAgainstTheStreamAgain() {
        String account = account("3");
        String corrections = account + "/corrections";
        String never = "{\"version\":2,\"read\":[],\"reason\":\"never paid\"}";
        assertThat(send(corrections, "{\"version\":1,\"read\":[],\"reason\":\"never opened\"}", "ann")
                        .code())
                .isEqualTo("CORRECTION_BREAKS_STREAM");
        assertThat(send(corrections, never, "ann").status()).isEqualTo(202);
        Answer back = delete(corrections + "/4", "cleo");
        assertThat(back.status()).as("%s", back.body()).isEqualTo(200);
        assertThat(send(corrections + "/4/approval", "{}", "ben")
                        .body()
                        .path("detail")
                        .asText())
                .isEqualTo("4 was taken back");
        assertThat(get(corrections).path("corrections").path(0).path("status").asText())
                .isEqualTo("withdrawn");

        assertThat(send(corrections, deposited(2, "1.00"), "ann").status()).isEqualTo(202);
        assertThat(send(corrections + "/6/approval", "{}", "ben").status()).isEqualTo(200);
        assertBalance(account, "101.00");
        assertThat(delete(corrections + "/8", "ann").status()).isEqualTo(202);
        assertThat(delete(corrections + "/8", "ben").status()).isEqualTo(202);
        assertBalance(account, "101.00");
        assertThat(send(corrections + "/9/approval", "{}", "ben").status()).isEqualTo(200);
        assertBalance(account, "200.00");
        assertThat(send(corrections + "/10/approval", "{}", "ann")
                        .body()
                        .path("detail")
                        .asText())
                .isEqualTo("it would take 8 back, which was taken back already");
    }

    @Test
    void takeCallersWhoAreKnown() throws IOException {
        Path file = Files.writeString(folder.resolve("own.conf"), "recount.corrections.second-person = on");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.read(Optional.of(file)))
                .withMessageStartingWith(
                        "recount.corrections.second-person: needs recount.access: callers who are not");
    }
}
