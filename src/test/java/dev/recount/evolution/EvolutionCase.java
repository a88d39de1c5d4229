package dev.recount.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.evolution.today.Warehouse;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server of today on a journal that was written years ago. */
abstract class EvolutionCase {

    @TempDir
    Path folder;

    final Warehouse warehouse = new Warehouse();
    DatabasePlace place = new DatabasePlace.Folder(Path.of("."));
    Optional<TestServer> server = Optional.empty();

    abstract DatabaseKind kind();

    @BeforeEach
    void writeTheJournalOfBefore() throws IOException, SQLException {
        place = TestDatabases.empty(kind(), folder);
        before().write(JournalOfBefore.written());
    }

    @AfterEach
    void stop() {
        server.ifPresent(TestServer::close);
        server = Optional.empty();
    }

    JournalOfBefore before() {
        return JournalOfBefore.in(kind(), place);
    }

    TestClient start() {
        TestServer started = TestServer.start(
                folder, settings -> settings.withJournal(settings.journal().in(place)), warehouse);
        server = Optional.of(started);
        return started.client();
    }

    static String line(JsonNode event) {
        return event.path("id").asText() + " " + event.path("type").asText();
    }

    static List<String> lines(JsonNode events) {
        return events.valueStream().map(EvolutionCase::line).toList();
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain: " + what).isLessThan(deadline);
            Pause.briefly();
        }
    }

    static List<JsonNode> readPages(TestClient client, String path) {
        var events = new ArrayList<JsonNode>();
        JsonNode page = client.get(path).body();
        page.path("events").forEach(events::add);
        while (!page.path("head").asBoolean()) {
            page = client.get(page.path("next").asText()).body();
            page.path("events").forEach(events::add);
        }
        return events;
    }
}
