package dev.recount.http.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.decision.DecisionSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The decisions that a server keeps under its settings, and its answers when it cannot keep any, on every database. */
abstract class DecisionSettingsContract extends VaultCase {

    @Test
    void leaveOutCommandsWhereThoseAreNotRecorded() {
        send("quiet/Put", "{\"things\":1}", "Idempotency-Key", "loud");
        restart(new DecisionSettings(false, true, Duration.ofDays(90)));

        send("quiet/Put", "{\"things\":1}", "Idempotency-Key", "put");
        send("quiet/Take", TAKE, "Idempotency-Key", "take");
        for (DecisionSettings later : List.of(new DecisionSettings(false, true, Duration.ofDays(90)), ALL)) {
            restart(later);
            for (String id : List.of("loud", "put")) {
                Answer repeat = send("quiet/Put", "{\"things\":1}", "Idempotency-Key", id);
                assertThat(repeat.body().path("repeat").asBoolean()).isTrue();
            }
            assertThat(send("quiet/Put", "{\"things\":2}", "Idempotency-Key", "put")
                            .code())
                    .isEqualTo("COMMAND_ID_REUSED");
        }

        assertThat(decisions("quiet"))
                .extracting(each -> each.path("command").toString())
                .containsExactly(
                        "{\"id\":\"loud\",\"name\":\"Put\",\"data\":{\"things\":1}}",
                        "{\"id\":\"put\",\"name\":\"Put\"}",
                        "{\"id\":\"take\",\"name\":\"Take\"}");
        assertThat(get("/streams/vault/quiet/events").body().path("events")).hasSize(2);
    }

    @Test
    void holdNoRejectionWhereThoseAreNotRecorded() {
        restart(new DecisionSettings(true, false, Duration.ofDays(90)));

        assertThat(send("silent/Take", TAKE).status()).isEqualTo(422);
        send("silent/Put", "{\"things\":1}");

        assertThat(decisions("silent"))
                .extracting(each -> text(each, "outcome"))
                .containsExactly("accepted");
    }

    @Test
    void loseRejectionsThatAreOlderThanTheyAreKept() throws SQLException {
        send("kept/Take", TAKE, "Idempotency-Key", "old");
        send("kept/Take", TAKE, "Idempotency-Key", "new");
        change("UPDATE rejection SET recorded = recorded - INTERVAL '91' DAY WHERE command_id = 'old'");

        restart(ALL);

        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (decisions("kept").size() > 1) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Pause.briefly();
        }
        assertThat(text(decisions("kept").getFirst(), "command", "id")).isEqualTo("new");
    }

    @Test
    void areNotAnsweredWhereTheyCannotBeRecorded() throws SQLException {
        assertThat(send("lost/Take", TAKE).status()).isEqualTo(422);
        change("ALTER TABLE rejection RENAME TO elsewhere");

        Answer answer = send("lost/Take", TAKE);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("UNAVAILABLE");
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(send("lost/Put", "{\"things\":1}").status()).isEqualTo(200);
        assertThat(get("/streams/vault/lost/decisions").status()).isEqualTo(503);

        change("ALTER TABLE elsewhere RENAME TO rejection");
        assertThat(send("lost/Take", TAKE).status()).isEqualTo(422);
        assertThat(decisions("lost")).hasSize(3);
    }
}
