package dev.recount.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rebuilds of views beside those that answer, on every database. */
@Tag("slow")
abstract class RebuildsContract extends ViewScenario {

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
    void answersFromWhatIsCompleteHoweverOftenItIsRebuilt() {
        awaitLive();
        for (int number = 1; number <= 40; number++) {
            count("t" + number % 4, "grapes", 1);
        }
        String last = count("t0", "grapes", 1);
        assertThat(ask("/views/totals/grapes", last).status()).isEqualTo(200);
        for (int rebuild = 1; rebuild <= 60; rebuild++) {
            assertThat(order("totals", "rebuild").status()).isEqualTo(200);
            int looks = ThreadLocalRandom.current().nextInt(4);
            for (int look = 0; look <= looks; look++) {
                assertThat(sumOf("grapes")).as("after rebuild %d", rebuild).isEqualTo(41);
            }
        }
        await("/admin/views/totals", answer -> !answer.body().has("building"));
        restart(Tally.totals());
        assertThat(sumOf("grapes")).isEqualTo(41);
    }

    private int sumOf(String kind) {
        Answer answer = client().get("/views/totals/" + kind);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("row").path("sum").asInt();
    }

    @Test
    void isNotHeldUpByThoseWhoReadItWithSql() throws SQLException {
        awaitLive();
        String first = count("t1", "lemons", 3);
        ask("/views/totals/lemons", first);
        try (Database database = JournalDatabase.open(settings());
                Connection analyst = database.pool().getConnection()) {
            analyst.createStatement().execute("CREATE VIEW report AS SELECT kind, sum FROM views.\"totals\"");
            analyst.setAutoCommit(false);
            assertThat(reported(analyst)).isEqualTo(3); // and stays within its transaction
            order("totals", "rebuild");
            await(
                    "/admin/views/totals",
                    answer -> answer.body().path("live").path("generation").asInt() == 2
                            && !answer.body().has("building"));
            ask("/views/totals/lemons", count("t1", "lemons", 4));
            assertThat(sumOf("lemons")).isEqualTo(7);
            analyst.rollback();
        }
        restart(View.of("totals", Tally.Total.class)
                .index("sum")
                .on(Tally.TYPE, Tally::project)
                .revision(2));
        await(
                "/admin/views/totals",
                answer -> answer.body().path("live").path("revision").asInt() == 2);
        assertThat(sumOf("lemons")).isEqualTo(7);
        try (Database database = JournalDatabase.open(settings());
                Connection analyst = database.pool().getConnection()) {
            await("/admin/views/totals", _ -> reported(analyst) == 7);
        }
    }

    @Test
    void leavesNothingOfAPastThatItNoLongerKeeps() throws SQLException {
        awaitLive();
        ask("/views/totals/plums", count("t1", "plums", 3));
        restart(Tally.totals().withoutHistory().revision(2));
        await(
                "/admin/views/totals",
                answer -> answer.body().path("live").path("revision").asInt() == 2);

        try (Database database = JournalDatabase.open(settings());
                Connection connection = database.pool().getConnection()) {
            await("/admin/views/totals", _ -> tables(connection).equals(Set.of("totals", "totals__2")));
        }
        assertThat(sumOf("plums")).isEqualTo(3);
    }

    /** Another table of the same name stands for whatever a database refuses for good. */
    @Test
    void stopsWithItsCauseWhereItsTableCannotBeMade() {
        awaitLive();
        ask("/views/totals/pears", count("t1", "pears", 3));
        restart(Tally.totals().index("sum"), () -> execute("CREATE TABLE views.\"totals__2\" (other INT)"));

        JsonNode refused = client().get("/admin/views/totals").body();
        assertThat(refused.path("state").asText()).as(refused.toString()).isEqualTo("FAILED");
        JsonNode failure = refused.path("building").path("failure");
        assertThat(failure.path("message").asText()).containsIgnoringCase("sum");
        assertThat(failure.has("event")).isFalse();
        assertThat(sumOf("pears")).isEqualTo(3);
        assertThat(order("totals", "resume").body().path("state").asText()).isEqualTo("FAILED");

        execute("DROP TABLE views.\"totals__2\"");
        order("totals", "resume");
        JsonNode status = await("/admin/views/totals", answer -> !answer.body().has("building"))
                .body();
        assertThat(status.path("live").path("generation").asInt()).isEqualTo(2);
        assertThat(status.path("state").asText()).isEqualTo("RUNNING");
    }

    private void execute(String sql) {
        try (Database database = JournalDatabase.open(settings());
                Connection connection = database.pool().getConnection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static Set<String> tables(Connection connection) {
        try (var rows =
                connection.getMetaData().getTables(null, "views", null, new String[] {"TABLE", "VIEW", "BASE TABLE"})) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
            return names;
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static int reported(Connection analyst) {
        try (var statement = analyst.createStatement();
                var rows = statement.executeQuery("SELECT SUM(sum) FROM report")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** The situation after a kill: a generation that was live before is still listed, and its tables are gone. */
    @Test
    void neverGoesBackToAGenerationBeforeTheLiveOne() {
        awaitLive();
        String last = count("t1", "melons", 3);
        ask("/views/totals/melons", last);
        order("totals", "rebuild");
        await(
                "/admin/views/totals",
                answer -> answer.body().path("live").path("generation").asInt() == 2
                        && !answer.body().has("building"));
        ask("/views/totals/melons", last);

        restart(Tally.totals(), this::listTheFirstGenerationAgain);
        assertThat(sumOf("melons")).isEqualTo(3);
        await("/admin/views/totals", answer -> !answer.body().has("building"));
        assertThat(sumOf("melons")).isEqualTo(3);
        JsonNode live = client().get("/admin/views/totals").body().path("live");
        assertThat(live.path("generation").asInt()).isEqualTo(2);
    }

    private void listTheFirstGenerationAgain() {
        try (Database database = JournalDatabase.open(settings());
                Connection connection = database.pool().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO view_generation (view_name, generation, revision, definition)
                        SELECT view_name, 1, revision, definition FROM view_generation""")) {
            assertThat(insert.executeUpdate()).isEqualTo(1);
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
