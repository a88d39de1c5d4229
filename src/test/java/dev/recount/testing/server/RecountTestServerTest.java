package dev.recount.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecountTestServerTest {

    private RecountTestServer server;

    @BeforeAll
    void start() {
        server = RecountTestServer.start(new Alarms());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void set(String alarm) {
        assertThat(server.post("/streams/alarm/" + alarm + "/Set", "").statusCode())
                .isEqualTo(200);
    }

    private String state(String alarm) {
        return server.get("/streams/alarm/" + alarm).body();
    }

    @Test
    void ringsTimersAsSoonAsTheClockIsMoved() {
        set("early");
        server.awaitIdle();
        assertThat(state("early")).contains("\"rung\":0");

        server.clock().advance(Alarms.DELAY.minusSeconds(1));
        server.awaitIdle();
        assertThat(state("early")).contains("\"rung\":0");

        server.clock().advance(Duration.ofSeconds(1));
        server.awaitIdle();
        assertThat(state("early")).contains("\"rung\":1");
    }

    @Test
    void seesToTimersThatFollowFromTimers() {
        set("snoozing");
        server.awaitIdle();
        for (int day = 1; day <= 3; day++) {
            server.clock().advance(Alarms.DELAY);
            server.awaitIdle();
            assertThat(state("snoozing")).contains("\"rung\":" + day);
        }
        assertThat(server.get("/views/alarms").body()).contains("\"alarm\":\"snoozing\"", "\"rung\":3");
    }

    @Test
    void decidesByItsClock() {
        server.clock().advanceTo(Instant.parse("2027-01-01T00:00:00Z"));
        set("later");

        assertThat(server.get("/streams/alarm/later/events").body()).contains("2027-01-01T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.clock().advanceTo(Instant.parse("2026-12-31T00:00:00Z")));
    }

    @Test
    void goesOnAfterARestart() {
        set("kept");
        server.awaitIdle();
        server.clock().advance(Alarms.DELAY.minusSeconds(1));
        server.restart();
        server.clock().advance(Duration.ofSeconds(1));
        server.awaitIdle();

        assertThat(state("kept")).contains("\"rung\":1");
    }

    @Test
    void takesSettingsOfAFileAndLeavesNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("own.conf"), "recount.access.proxy { header = X-User, addresses = [\"127.0.0.1\"] }");
        Path journal;
        try (RecountTestServer own = RecountTestServer.start(file, new Alarms())) {
            assertThat(own.post("/streams/alarm/a/Set", "").statusCode()).isEqualTo(401);
            journal = own.folder();
            assertThat(journal).isNotEmptyDirectory();
        }
        assertThat(journal).doesNotExist();
    }
}
