package dev.recount.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Domain;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server that counts things, with a view of what it has counted. */
abstract class ViewScenario {

    @TempDir
    Path folder;

    private DatabasePlace place = new DatabasePlace.Folder(Path.of("."));
    private TestServer server;

    abstract DatabaseKind kind();

    @BeforeEach
    void place() {
        place = TestDatabases.settings(kind(), folder).place();
        start(Tally.totals());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(View<Tally.Total> totals) {
        server = TestServer.start(folder, this::placed, new Tally(totals));
    }

    Settings placed(Settings settings) {
        ViewSettings views = settings.views();
        return settings.withJournal(settings.journal().in(place))
                .withViews(new ViewSettings(
                        views.recentRows(),
                        views.correctedAtOnce(),
                        views.connections(),
                        views.maxWaiting(),
                        views.queryTimeout(),
                        Duration.ofSeconds(10)));
    }

    void restart(View<Tally.Total> totals) {
        restart(totals, () -> {});
    }

    void restart(View<Tally.Total> totals, Runnable meanwhile) {
        server.close();
        meanwhile.run();
        start(totals);
    }

    /** Starts again with one more domain. */
    void restartBeside(Domain other) {
        server.close();
        server = TestServer.start(folder, this::placed, new Tally(Tally.totals()), other);
    }

    /** Returns how to open the database of the server while that is stopped. */
    JournalSettings settings() {
        return TestDatabases.settings(place);
    }

    TestClient client() {
        return server.client();
    }

    /** Counts, and returns the token of what was stored. */
    String count(String tally, String kind, int number) {
        return accepted("/streams/tally/" + tally + "/Count", "{\"kind\":\"" + kind + "\",\"number\":" + number + "}");
    }

    String accepted(String path, String body) {
        Answer answer = client().post(path, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("stream").asText() + "@"
                + answer.body().path("version").asLong();
    }

    Answer ask(String path, String token) {
        return client().send(client().request(path)
                .header("Recount-After", token)
                .GET()
                .build());
    }

    /** Asks again until the answer is as it should be, which a view comes to by itself. */
    Answer await(String path, Predicate<Answer> expected) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Answer answer = client().get(path);
        while (!expected.test(answer)) {
            assertThat(System.nanoTime()).as(answer.body().toString()).isLessThan(deadline);
            Pause.briefly();
            answer = client().get(path);
        }
        return answer;
    }

    void awaitLive() {
        await("/views/totals", answer -> answer.status() == 200);
    }

    Answer order(String view, String order) {
        return client().send(client().request("/admin/views/" + view + "/" + order)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }
}
