package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestClient.Answer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit of which the server is not told whether it took place. */
@Tag("slow")
class LostCommitTest {

    private CommitCutter cutter;
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        String url = TestDatabases.postgres().url();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        cutter = new CommitCutter(port);
        // what is prepared on the server's side goes by a name that nobody can read on the way
        DatabasePlace.Postgres behind = TestDatabases.postgres(
                url.replace("localhost:" + port, "127.0.0.1:" + cutter.port()) + "&prepareThreshold=0");
        server = TestServer.start(
                folder, settings -> settings.withJournal(settings.journal().in(behind)), new Bank());
        assertThat(server.client()
                        .post("/streams/account/a/Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}")
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        server.close();
        cutter.close();
    }

    private Answer deposit(String id) {
        return server.client()
                .post("/streams/account/a/Deposit", "{\"amount\":5,\"method\":\"CASH\"}", "Idempotency-Key", id);
    }

    private void isKnownOnceTheClientAsksAgain(CommitCutter.Cut cut, boolean stored) {
        cutter.cut(cut);
        Answer unknown = deposit("once");
        assertThat(unknown.status()).isEqualTo(504);
        assertThat(unknown.code()).isEqualTo("UNCONFIRMED");

        Answer again = deposit("once");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("repeat").asBoolean()).isEqualTo(stored);
        assertThat(again.body().path("version").asLong()).isEqualTo(2);
        assertThat(deposit("next").body().path("version").asLong()).isEqualTo(3);
        assertThat(server.client()
                        .get("/streams/account/a")
                        .body()
                        .path("state")
                        .path("balance")
                        .asLong())
                .isEqualTo(10);
    }

    @Test
    void isFoundWhereItTookPlace() {
        isKnownOnceTheClientAsksAgain(CommitCutter.Cut.BEFORE_ANSWER, true);
    }

    @Test
    void isCarriedOutWhereItDidNot() {
        isKnownOnceTheClientAsksAgain(CommitCutter.Cut.BEFORE_COMMIT, false);
    }
}
