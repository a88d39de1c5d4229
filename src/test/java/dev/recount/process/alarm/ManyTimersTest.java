package dev.recount.process.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of timers that wait at once. */
class ManyTimersTest {

    private static final int PROCESSES = 20;
    private static final int TIMERS_EACH = 100;
    private static final Duration WAIT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void fireOnceEachAndNoneTooEarly() {
        try (TestServer server = TestServer.start(folder, new Alarms())) {
            TestClient client = server.client();
            Instant first = Instant.now().plus(WAIT);
            for (int process = 0; process < PROCESSES; process++) {
                String body = "{\"timers\":%d,\"first\":\"%s\",\"gapMillis\":50}"
                        .formatted(TIMERS_EACH, first.plusMillis(process));
                assertThat(client.post("/streams/alarm/a" + process + "/Want", body)
                                .status())
                        .isEqualTo(200);
            }
            Pause.until(() -> IntStream.range(0, PROCESSES)
                    .allMatch(process -> client.get("/streams/ringing/a" + process)
                            .body()
                            .path("state")
                            .path("phase")
                            .asText()
                            .equals("ENDED")));

            List<Duration> late = new ArrayList<>();
            for (int process = 0; process < PROCESSES; process++) {
                late.addAll(lateness(client, "ringing/a" + process));
            }
            assertThat(late).hasSize(PROCESSES * TIMERS_EACH).allMatch(each -> !each.isNegative());
        }
    }

    /** How late each timer of a process was; each is there as often as it fired. */
    private static List<Duration> lateness(TestClient client, String process) {
        Map<Integer, Instant> due = new HashMap<>();
        List<Duration> late = new ArrayList<>();
        JsonNode events =
                client.get("/streams/" + process + "/events?limit=1000").body().path("events");
        for (JsonNode event : events) {
            int number = event.path("data").path("number").asInt();
            if (event.path("type").asText().equals("ringing.TimerSet")) {
                due.put(number, Instant.parse(event.path("data").path("due").asText()));
            } else if (event.path("type").asText().equals("ringing.TimerFired")) {
                late.add(Duration.between(
                        due.get(number), Instant.parse(event.path("time").asText())));
            }
        }
        return late;
    }
}
