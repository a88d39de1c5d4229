package dev.recount.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.privacy.People;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole table of endpoints, as the server describes it: what changes something and is no command is on record. */
class EndpointsOnRecordTest {

    @TempDir
    Path folder;

    private record Operation(String method, String path, boolean takesReason) {

        boolean changes() {
            return !method.equals("GET");
        }

        /** Commands are on record in their streams. */
        boolean isCommand() {
            return path.equals("/streams")
                    || path.equals("/transactions")
                    || path.matches("/streams/[a-z-]+/\\{id}/[A-Z][A-Za-z]*");
        }

        /** What a path of a request is that fits; nothing that it names is there. */
        String filled() {
            return path.replace("{type}", "person").replaceAll("\\{[a-z]+}", "77");
        }
    }

    private static List<Operation> operations(TestClient client) {
        var operations = new ArrayList<Operation>();
        client.get("/openapi.json")
                .body()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue()
                                        .path("parameters")
                                        .findValuesAsText("name")
                                        .contains("Recount-Reason")))));
        return operations;
    }

    @Test
    void whatChangesSomethingAndIsNoCommandIsOnRecord() {
        try (TestServer server = TestServer.start(folder, new People())) {
            TestClient client = server.client();
            List<Operation> acts = operations(client).stream()
                    .filter(operation -> operation.changes() && !operation.isCommand())
                    .toList();
            assertThat(acts).hasSizeGreaterThan(12).allMatch(Operation::takesReason);

            Set<String> expected = new TreeSet<>();
            for (Operation act : acts) {
                client.send(client.request(act.filled())
                        .header("Content-Type", "application/json")
                        .method(act.method(), BodyPublishers.ofString("{}"))
                        .build());
                expected.add(act.method() + " " + act.path());
            }
            assertThat(values(client, "Asked", "request")).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(values(client, "Answered", "act"))
                    .containsExactlyInAnyOrderElementsOf(values(client, "Asked", "act"));
        }
    }

    @Test
    void onlyTheExportOfAPersonIsBesideThoseThatChangeSomething() {
        try (TestServer server = TestServer.start(folder, new People())) {
            assertThat(operations(server.client()).stream()
                            .filter(operation -> operation.takesReason() && !operation.changes()))
                    .extracting(Operation::path)
                    .containsExactly("/subjects/{type}/{id}/export");
        }
    }

    private static List<String> values(TestClient client, String event, String field) {
        var values = new ArrayList<String>();
        for (JsonNode each : client.get("/events?event=recount-administration." + event + "&limit=1000")
                .body()
                .path("events")) {
            values.add(each.path("data").path(field).asText());
        }
        return values;
    }
}
