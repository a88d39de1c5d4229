package dev.recount.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.journal.jdbc.DatabaseKind;
import dev.recount.journal.jdbc.JournalSettings;
import dev.recount.journal.jdbc.TestDatabases;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import dev.recount.server.Settings;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What views promise to those who ask them and to those who run them, on every database. */
abstract class ViewsContract {

    @TempDir
    Path folder;

    private JournalSettings.Place place = new JournalSettings.Folder(Path.of("."));
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

    private Settings placed(Settings settings) {
        ViewSettings views = settings.views();
        return settings.withJournal(settings.journal().in(place))
                .withViews(new ViewSettings(
                        views.recentRows(), views.connections(), views.queryTimeout(), Duration.ofMillis(500)));
    }

    private void restart(View<Tally.Total> totals) {
        server.close();
        start(totals);
    }

    private TestClient client() {
        return server.client();
    }

    /** Counts, and returns the token of what was stored. */
    private String count(String tally, String kind, int number) {
        return accepted("/streams/tally/" + tally + "/Count", "{\"kind\":\"" + kind + "\",\"number\":" + number + "}");
    }

    private String accepted(String path, String body) {
        Answer answer = client().post(path, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("stream").asText() + "@"
                + answer.body().path("version").asLong();
    }

    private Answer ask(String path, String token) {
        return client().send(client().request(path)
                .header("Recount-After", token)
                .GET()
                .build());
    }

    /** Asks again until the answer is as it should be, which a view comes to by itself. */
    private Answer await(String path, Predicate<Answer> expected) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Answer answer = client().get(path);
        while (!expected.test(answer)) {
            assertThat(System.nanoTime()).as(answer.body().toString()).isLessThan(deadline);
            Pause.briefly();
            answer = client().get(path);
        }
        return answer;
    }

    private void awaitLive() {
        await("/views/totals", answer -> answer.status() == 200);
    }

    private Answer order(String view, String order) {
        return client().send(client().request("/admin/views/" + view + "/" + order)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    @Test
    void answersWithWhatTheCallerHasWritten() {
        awaitLive();
        for (int number = 1; number <= 30; number++) {
            String token = count("t" + number % 3, "apples", number);
            JsonNode row = ask("/views/totals/apples", token).body().path("row");
            assertThat(row.path("events").asInt()).isEqualTo(number);
            assertThat(row.path("sum").asInt()).isEqualTo(number * (number + 1) / 2);
            assertThat(row.path("last").asText()).isEqualTo(token);
        }
    }

    @Test
    void saysUpToWhereItHasSeenTheLogEvenWhereNothingConcernedIt() {
        server.close();
        server = TestServer.start(folder, this::placed, new Tally(Tally.totals()), new Bank());
        awaitLive();
        JsonNode counted = ask("/views/totals/kiwis", count("t1", "kiwis", 1)).body();
        String passed = accepted("/streams/account/1/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");

        JsonNode seen = ask("/views/totals/kiwis", passed).body();

        String position = client().get("/events?stream=account/1")
                .body()
                .path("events")
                .path(0)
                .path("position")
                .asText();
        assertThat(seen.path("position").asText())
                .isEqualTo(position)
                .isEqualTo(client().get("/admin/views/totals")
                        .body()
                        .path("live")
                        .path("position")
                        .asText())
                .isGreaterThan(counted.path("position").asText());
        assertThat(seen.path("row")).isEqualTo(counted.path("row"));
        order("totals", "pause");
        String later = count("t1", "kiwis", 2);
        assertThat(ask("/views/totals/kiwis", later).code()).isEqualTo("VIEW_BEHIND");
        JsonNode paused = client().get("/views/totals/kiwis").body();
        assertThat(paused.path("position").asText()).isEqualTo(position);
        order("totals", "resume");
        assertThat(ask("/views/totals/kiwis", later).body().path("position").asText())
                .isGreaterThan(position);
    }

    @Test
    void takesAnyTextToLookFor() {
        awaitLive();
        String token = count("t1", "a\\u0000b", 1);
        assertThat(ask("/views/totals?kind.prefix=a", token).body().path("rows"))
                .hasSize(1);
        for (String query :
                new String[] {"kind=a%00b", "kind.prefix=a%00", "kind.in=x,a%00b", "kind.gte=a%00&kind.lt=b"}) {
            Answer answer = client().get("/views/totals?" + query);
            assertThat(answer.status()).as(query).isEqualTo(200);
            assertThat(answer.body().path("rows")).as(query).hasSize(1);
        }
    }

    @Test
    void saysWhenItHasNotSeenWhatTheCallerNames() {
        awaitLive();
        assertThat(order("totals", "pause").body().path("state").asText()).isEqualTo("PAUSED");
        String token = count("t1", "pears", 1);

        Answer behind = ask("/views/totals", token);
        assertThat(behind.status()).isEqualTo(503);
        assertThat(behind.code()).isEqualTo("VIEW_BEHIND");
        assertThat(behind.response().headers().firstValue("Retry-After")).isPresent();

        Answer status = client().get("/admin/views/totals");
        assertThat(status.body().path("live").path("lag").path("events").asLong())
                .isEqualTo(1);
        order("totals", "resume");
        await("/views/totals/pears", answer -> answer.status() == 200);
        assertThat(ask("/views/totals", "tally/t1@2").code()).isEqualTo("MALFORMED");
    }

    @Test
    void staysPausedAcrossARestart() {
        awaitLive();
        order("totals", "pause");
        restart(Tally.totals());
        count("t1", "plums", 1);
        assertThat(client().get("/admin/views/totals").body().path("state").asText())
                .isEqualTo("PAUSED");
        assertThat(client().get("/views/totals/plums").status()).isEqualTo(404);
        order("totals", "resume");
        await("/views/totals/plums", answer -> answer.status() == 200);
    }

    @Test
    void stopsAtAnEventThatItCannotTakeInAndGoesOnWhenItCan() {
        var broken = new AtomicBoolean(true);
        View<Tally.Total> fragile = View.of("totals", Tally.Total.class).on(Tally.TYPE, (event, context, rows) -> {
            if (broken.get() && event.equals(new Tally.Counted("poison", 13))) {
                throw new IllegalStateException("cannot stomach 13");
            }
            Tally.project(event, context, rows);
        });
        restart(fragile.revision(2));
        await("/admin/views/totals", answer -> !answer.body().has("building"));
        order("totals", "pause");
        for (int number = 1; number <= 50; number++) {
            count("t1", "before", 1);
        }
        String poison = count("t2", "poison", 13);
        count("t1", "after", 1);
        order("totals", "resume");

        JsonNode status = await(
                        "/admin/views/totals",
                        answer -> answer.body().path("state").asText().equals("FAILED"))
                .body();
        assertThat(status.path("live").path("failure").path("event").asText()).isEqualTo(poison);
        assertThat(status.path("live").path("failure").path("message").asText()).contains("cannot stomach 13");
        assertThat(client().get("/views/totals/before")
                        .body()
                        .path("row")
                        .path("sum")
                        .asInt())
                .isEqualTo(50);
        assertThat(client().get("/views/totals/after").status()).isEqualTo(404);

        broken.set(false);
        order("totals", "resume");
        await("/views/totals/after", answer -> answer.status() == 200);
        JsonNode mended = client().get("/admin/views/totals").body();
        assertThat(mended.path("state").asText()).isEqualTo("RUNNING");
        assertThat(mended.path("live").has("failure")).isFalse();
    }

    @Test
    void buildsAChangedViewBesideTheLiveOneWhichAnswersMeanwhile() {
        awaitLive();
        String last = "";
        for (int number = 1; number <= 40; number++) {
            last = count("t" + number % 4, "figs", 1);
        }
        assertThat(ask("/views/totals/figs", last)
                        .body()
                        .path("row")
                        .path("sum")
                        .asInt())
                .isEqualTo(40);

        var gate = new AtomicBoolean();
        View<Tally.Total> doubling = View.of("totals", Tally.Total.class)
                .index("sum")
                .on(Tally.TYPE, (event, context, rows) -> {
                    while (!gate.get()) {
                        Pause.briefly();
                    }
                    Tally.project(event, context, rows);
                    if (event instanceof Tally.Counted counted) {
                        rows.update(total -> doubled(total, counted), counted.kind());
                    }
                });
        restart(doubling.revision(2));
        assertThat(client().get("/views/totals/figs")
                        .body()
                        .path("row")
                        .path("sum")
                        .asInt())
                .as("the old generation answers")
                .isEqualTo(40);
        JsonNode status = client().get("/admin/views/totals").body();
        assertThat(status.path("live").path("revision").asInt()).isEqualTo(1);
        assertThat(status.path("building").path("revision").asInt()).isEqualTo(2);
        assertThat(status.path("building").path("lag").path("events").asInt()).isEqualTo(40);

        String during = count("t9", "figs", 1);
        gate.set(true);
        await(
                "/views/totals/figs",
                answer -> answer.body().path("row").path("sum").asInt() == 82);
        assertThat(ask("/views/totals/figs", during).status()).isEqualTo(200);
        JsonNode after = await("/admin/views/totals", answer -> !answer.body().has("building"))
                .body();
        assertThat(after.path("live").path("revision").asInt()).isEqualTo(2);
        assertThat(after.path("live").path("generation").asInt()).isEqualTo(2);
    }

    @Test
    void leavesNothingOfAGenerationThatWasNeverLive() {
        awaitLive();
        View<Tally.Total> neverDone = View.of("totals", Tally.Total.class).on(Tally.TYPE, (_, _, _) -> {
            throw new IllegalStateException("not yet");
        });
        count("t1", "limes", 1);
        restart(neverDone.revision(2));
        await(
                "/admin/views/totals",
                answer -> answer.body().path("state").asText().equals("FAILED"));
        restart(Tally.totals().revision(3));

        JsonNode status = await("/admin/views/totals", answer -> !answer.body().has("building"))
                .body();
        assertThat(status.path("live").path("generation").asInt()).isEqualTo(3);
        assertThat(status.path("state").asText()).isEqualTo("RUNNING");
        assertThat(client().get("/views/totals/limes").status()).isEqualTo(200);
    }

    private static Tally.Total doubled(Tally.Total total, Tally.Counted counted) {
        return new Tally.Total(total.kind(), total.sum() + counted.number(), total.events(), total.last());
    }

    @Test
    void rebuildsDuringTrafficWithoutAnAnswerFromAHalfBuiltView() throws Exception {
        awaitLive();
        var counted = new AtomicLong();
        var stop = new AtomicBoolean();
        Thread writer = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                count("t" + counted.get() % 5, "dates", 1);
                counted.incrementAndGet();
            }
        });
        long seen = 0;
        for (int rebuild = 1; rebuild <= 3; rebuild++) {
            int generation = rebuild + 1;
            assertThat(order("totals", "rebuild").status()).isEqualTo(200);
            boolean switched = false;
            while (!switched) {
                Answer answer = client().get("/views/totals/dates");
                long sum = answer.body().path("row").path("sum").asLong();
                assertThat(sum)
                        .as("a half-built view would lack what was seen before")
                        .isBetween(seen, counted.get() + 1);
                seen = sum;
                JsonNode live = client().get("/admin/views/totals").body().path("live");
                switched = live.path("generation").asInt() == generation;
                Pause.briefly();
            }
        }
        stop.set(true);
        writer.join();
        String token = count("t0", "dates", 1);
        assertThat(ask("/views/totals/dates", token)
                        .body()
                        .path("row")
                        .path("sum")
                        .asLong())
                .isEqualTo(counted.get() + 1);
    }

    @Test
    void tellsWhatHeldAtAnyTime() {
        awaitLive();
        String token = "";
        for (int month = 1; month <= 6; month++) {
            Answer answer = client().post(
                            "/streams/tally/t1/" + (month == 4 ? "Forget" : "Count"),
                            month == 4 ? "{\"kind\":\"nuts\"}" : "{\"kind\":\"nuts\",\"number\":1}",
                            "Recount-Time",
                            "2024-0%d-01T12:00:00Z".formatted(month));
            assertThat(answer.status()).isEqualTo(200);
            token = "tally/t1@" + month;
        }
        assertThat(ask("/views/totals/nuts", token)
                        .body()
                        .path("row")
                        .path("sum")
                        .asInt())
                .isEqualTo(2);
        int[] expected = {1, 2, 3, 0, 1, 2};
        for (int month = 1; month <= 6; month++) {
            Answer then = client().get("/views/totals/nuts?at=2024-0" + month + "-15");
            assertThat(then.body().path("row").path("sum").asInt()).isEqualTo(expected[month - 1]);
            assertThat(then.status()).isEqualTo(expected[month - 1] == 0 ? 404 : 200);
        }
        assertThat(client().get("/views/totals?at=2023-12-31&count=true")
                        .body()
                        .path("count")
                        .asInt())
                .isZero();
    }
}
