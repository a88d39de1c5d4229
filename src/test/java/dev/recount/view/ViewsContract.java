package dev.recount.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.Bank;
import dev.recount.model.view.View;
import dev.recount.server.TestClient.Answer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promises of views to their readers and their operators, on every database. */
abstract class ViewsContract extends ViewScenario {

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

    @Tag("slow")
    @Test
    void saysUpToWhereItHasSeenTheLogEvenWhereNothingConcernedIt() {
        restartBeside(new Bank());
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
        assertThat(paused.path("position").asText()).isGreaterThanOrEqualTo(position);
        order("totals", "resume");
        assertThat(ask("/views/totals/kiwis", later).body().path("position").asText())
                .isGreaterThan(paused.path("position").asText());
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

    @Tag("slow")
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
                .isBetween(1L, 3L); // a pause is on record in the same log
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
                throw new AssertionError("cannot stomach 13, nor \0");
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
