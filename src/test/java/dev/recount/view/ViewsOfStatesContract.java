package dev.recount.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.shop.Shop;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views of streams that keep their latest state alone. */
abstract class ViewsOfStatesContract {

    private static final int LISTS = 40;
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private void serve(Consumer<TestClient> work) {
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journal), new Shop())) {
            work.accept(server.client());
        }
    }

    private static Answer add(TestClient client, String list, String product) {
        Answer answer = client.post("/streams/wishlist/" + list + "/Add", "{\"product\":\"" + product + "\"}");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    /** Asks once the view has seen what a command did. */
    private static JsonNode rows(TestClient client, String query, Answer after) {
        Answer answer = client.send(client.request("/views/wishes" + query)
                .header("Recount-After", after.body().path("token").asText())
                .build());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("rows");
    }

    @Test
    void showWhatWasWrittenToWhoAsksWithItsToken() {
        serve(client -> {
            Answer first = add(client, "anna", "mug");
            assertThat(rows(client, "", first))
                    .extracting(row -> row.path("products").toString())
                    .containsExactly("[\"mug\"]");
            add(client, "ben", "pot");
            Answer last = add(client, "anna", "pot");
            assertThat(rows(client, "?customer=anna", last))
                    .extracting(row -> row.path("number").asInt())
                    .containsExactly(2);
            assertThat(rows(client, "?customer=anna", first))
                    .as("a token of a state that was overwritten since is covered by the later one")
                    .hasSize(1);
            Answer cleared = client.post("/streams/wishlist/anna/Clear", "{}");
            assertThat(rows(client, "", cleared))
                    .extracting(row -> row.path("customer").asText())
                    .containsExactly("ben");
        });
    }

    @Test
    void missTheLastStateOfNoStream() {
        serve(client -> {
            List<CompletableFuture<Answer>> last = IntStream.range(0, LISTS)
                    .mapToObj(list -> CompletableFuture.supplyAsync(() -> {
                        Answer answer = add(client, "l" + list, "p0");
                        for (int round = 1; round < ROUNDS; round++) {
                            answer = add(client, "l" + list, "p" + round);
                        }
                        return answer;
                    }))
                    .toList();
            last.forEach(answer -> rows(client, "", answer.join()));
            assertThat(client.get("/views/wishes?limit=100").body().path("rows"))
                    .hasSize(LISTS)
                    .allSatisfy(row -> assertThat(row.path("number").asInt()).isEqualTo(ROUNDS));
        });
    }

    @Test
    void areBuiltAnewFromTheLatestStatesAndGoOnAfterARestart() {
        serve(client -> {
            add(client, "anna", "mug");
            Answer last = add(client, "anna", "pot");
            rows(client, "", last);
            int before = client.get("/admin/views/wishes")
                    .body()
                    .path("live")
                    .path("generation")
                    .asInt();
            assertThat(client.post("/admin/views/wishes/rebuild", "{}").status())
                    .isBetween(200, 202);
            Pause.until(() -> client.get("/admin/views/wishes")
                            .body()
                            .path("live")
                            .path("generation")
                            .asInt()
                    > before);
            assertThat(rows(client, "", last))
                    .extracting(row -> row.path("number").asInt())
                    .containsExactly(2);
        });
        serve(client -> {
            Answer more = add(client, "ben", "mug");
            assertThat(rows(client, "?sort=customer", more))
                    .extracting(row -> row.path("customer").asText())
                    .containsExactly("anna", "ben");
        });
    }
}
