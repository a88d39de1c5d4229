package dev.recount.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.access.Right;
import dev.recount.access.rule.Rule;
import dev.recount.access.rule.StreamPattern;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.history.verify.Finding;
import dev.recount.http.TestAccess;
import dev.recount.http.request.ReasonHeader;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Domain;
import dev.recount.privacy.People;
import dev.recount.server.Pause;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the work of administrators, of log-ins and of readers is on record, over HTTP. */
abstract class AdministrationContract {

    private static final String HEADER = "X-Forwarded-User";
    private static final String PAUSE = "/admin/views/entries/pause";

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private TestServer start(AdministrationSettings administration) {
        return start(settings -> settings.withAdministration(administration));
    }

    private TestServer start(UnaryOperator<Settings> changes) {
        return TestServer.start(
                folder,
                settings -> changes.apply(
                        settings.withJournal(journal).withHttp(TestAccess.named(settings.http(), HEADER))),
                new People());
    }

    private static Answer post(TestClient client, String path, String body, String... headers) {
        var all = new ArrayList<>(List.of(HEADER, "ann"));
        all.addAll(List.of(headers));
        return client.post(path, body, all.toArray(String[]::new));
    }

    private static Answer get(TestClient client, String path) {
        return client.send(client.request(path).header(HEADER, "auditor").GET().build());
    }

    private static Rule rule(Set<Right> rights, List<StreamPattern> streams) {
        return new Rule(Set.of(Rule.ANY), Map.of(), rights, streams, Set.of(), Set.of(), Map.of());
    }

    private static List<JsonNode> recorded(TestClient client) {
        var recorded = new ArrayList<JsonNode>();
        get(client, "/events?type=recount-administration&limit=1000")
                .body()
                .path("events")
                .forEach(recorded::add);
        return recorded;
    }

    private static List<JsonNode> recorded(TestClient client, String event) {
        return recorded(client).stream()
                .filter(each -> each.path("type").asText().equals("recount-administration." + event))
                .toList();
    }

    private List<Finding> verified(Domain... domains) {
        var findings = new ArrayList<Finding>();
        Settings settings =
                Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal);
        var _ = new StoppedServer(settings, List.of(domains)).verify(List.of(), findings::add, _ -> {});
        return findings;
    }

    @Nested
    class AnAct {

        @Test
        void isOnRecordWithWhoAskedWhyAndWhatWasAnswered() {
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                TestClient client = server.client();
                assertThat(post(client, PAUSE, "{}", "Recount-Reason", "the disk is full", "Recount-Correlation", "c-7")
                                .status())
                        .isEqualTo(200);

                List<JsonNode> recorded = recorded(client);
                assertThat(recorded).hasSize(2);
                JsonNode asked = recorded.getFirst();
                assertThat(asked.path("type").asText()).isEqualTo("recount-administration.Asked");
                assertThat(asked.path("principal").asText()).isEqualTo("ann");
                assertThat(asked.path("correlationid").asText()).isEqualTo("c-7");
                assertThat(asked.path("data").path("request").asText()).isEqualTo("POST /admin/views/{view}/pause");
                assertThat(asked.path("data").path("target").toString()).isEqualTo("{\"view\":\"entries\"}");
                assertThat(asked.path("data").path("reason").asText()).isEqualTo("the disk is full");
                JsonNode answered = recorded.getLast();
                assertThat(answered.path("type").asText()).isEqualTo("recount-administration.Answered");
                assertThat(answered.path("data").path("act"))
                        .isEqualTo(asked.path("data").path("act"));
                assertThat(answered.path("data").path("status").asInt()).isEqualTo(200);
            }
        }

        @Test
        void hasAReasonInAnyLanguage() {
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                TestClient client = server.client();
                for (String reason : List.of("für die Prüfung, 100 %", "由于磁盘已满", "100% sure")) {
                    post(client, PAUSE, "{}", "Recount-Reason", ReasonHeader.encoded(reason));
                }
                post(client, PAUSE, "{}", "Recount-Reason", "100% sure, %ff");
                assertThat(post(client, PAUSE, "{}", "Recount-Reason", "a%0Ab").status())
                        .isEqualTo(400);

                assertThat(recorded(client, "Asked"))
                        .extracting(each -> each.path("data").path("reason").asText())
                        .containsExactly("für die Prüfung, 100 %", "由于磁盘已满", "100% sure", "100% sure, %ff");
            }
        }

        @Test
        void isOnRecordAlsoWhereNothingCameOfIt() {
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                TestClient client = server.client();
                assertThat(post(client, "/admin/views/nothing/pause", "{}").status())
                        .isEqualTo(404);

                assertThat(recorded(client, "Asked")
                                .getFirst()
                                .path("data")
                                .path("target")
                                .toString())
                        .isEqualTo("{\"view\":\"nothing\"}");
                assertThat(recorded(client, "Answered")
                                .getFirst()
                                .path("data")
                                .path("status")
                                .asInt())
                        .isEqualTo(404);
            }
        }

        @Test
        void isToldLikeAnyStreamAndStaysWhole() {
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                TestClient client = server.client();
                post(client, PAUSE, "{}");
                String stream = recorded(client).getFirst().path("id").asText().replaceAll("@.*", "");

                JsonNode state = get(client, "/streams/" + stream).body().path("state");
                assertThat(state.path("acts").asInt()).isEqualTo(1);
                assertThat(state.path("unanswered")).isEmpty();
                assertThat(get(client, "/streams/" + stream + "?version=1")
                                .body()
                                .path("state")
                                .path("unanswered")
                                .path(0)
                                .path("request")
                                .asText())
                        .isEqualTo("POST /admin/views/{view}/pause");
                assertThat(get(client, "/streams/" + stream + "/events").body().path("events"))
                        .hasSize(2);
                assertThat(post(client, "/streams/" + stream + "/Ask", "{}").status())
                        .isEqualTo(404);
                assertThat(post(client, "/streams/" + stream + "/corrections", "{\"version\":1,\"reason\":\"no\"}")
                                .status())
                        .isIn(400, 404);
            }
            assertThat(verified(new People())).isEmpty();
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                assertThat(recorded(server.client(), "Asked")).isNotEmpty();
            }
        }

        @Test
        void isNotOnRecordWhereItIsOnlyTried() {
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                TestClient client = server.client();
                post(client, "/streams/person/1/Name", "{\"name\":\"Ann\"}");
                assertThat(post(
                                        client,
                                        "/streams/person/1/corrections?dryRun=state",
                                        "{\"version\":1,\"read\":[],\"reason\":\"a slip\"}")
                                .status())
                        .isEqualTo(200);

                assertThat(recorded(client)).isEmpty();
            }
        }

        @Test
        void needsAReasonWhereTheSettingsSaySo() {
            try (TestServer server = start(new AdministrationSettings(true, false))) {
                TestClient client = server.client();
                Answer refused = post(client, PAUSE, "{}");
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.body().path("detail").asText()).startsWith("Recount-Reason: ");
                assertThat(recorded(client)).isEmpty();

                for (String reason : List.of(" ", "x".repeat(1_001))) {
                    assertThat(post(client, PAUSE, "{}", "Recount-Reason", reason)
                                    .status())
                            .isEqualTo(400);
                }
                assertThat(post(client, PAUSE, "{}", "Recount-Reason", "x".repeat(1_000))
                                .status())
                        .isEqualTo(200);
                post(client, "/streams/person/1/Name", "{\"name\":\"Ann\"}");
                assertThat(post(client, "/subjects/person/1/erase", "{\"ground\":\"asked to\"}")
                                .status())
                        .isEqualTo(200);
                assertThat(recorded(client, "Asked")).hasSize(2);
            }
        }
    }

    @Nested
    class Reading {

        @Test
        void byACommandThatIsTriedIsOnRecordAsReadingIs() {
            try (TestServer server = start(new AdministrationSettings(false, true))) {
                TestClient client = server.client();
                String name = "/streams/person/1/Name";
                post(client, name, "{\"name\":\"Ann\"}");
                assertThat(recorded(client, "PersonalDataRead")).isEmpty();

                assertThat(post(client, name + "?dryRun=true", "{\"name\":\"Bea\"}")
                                .status())
                        .isEqualTo(200);
                assertThat(post(client, name + "?dryRun=true&version=1", "{\"name\":\"Bea\"}")
                                .status())
                        .isEqualTo(200);

                assertThat(recorded(client, "PersonalDataRead"))
                        .singleElement()
                        .satisfies(read ->
                                assertThat(read.toString()).contains("POST /streams/{type}/{id}/{Command}", "person"));
            }
        }

        @Test
        void ofPersonalDataIsOnRecordOnceForEachCallerAndStream() {
            try (TestServer server = start(new AdministrationSettings(false, true))) {
                TestClient client = server.client();
                post(client, "/streams/person/1/Name", "{\"name\":\"Ann\"}");
                for (int i = 0; i < 3; i++) {
                    assertThat(get(client, "/streams/person/1").status()).isEqualTo(200);
                }
                get(client, "/views/entries?limit=1");
                get(client, "/streams/recount-administration");

                List<JsonNode> read = recorded(client, "PersonalDataRead");
                assertThat(read)
                        .extracting(each -> each.path("data").path("request").asText()
                                + each.path("data").path("target"))
                        .containsExactly(
                                "GET /streams/{type}/{id}{\"id\":\"1\",\"type\":\"person\"}",
                                "GET /views/{view}{\"view\":\"entries\"}");
                assertThat(read.getFirst().path("principal").asText()).isEqualTo("auditor");
            }
        }

        @Test
        void ofWhatIsMaskedIsNotOnRecord() {
            var all = new TreeSet<>(TestAccess.everything().rights());
            all.remove(Right.PERSONAL);
            List<Rule> rules = List.of(
                    rule(all, List.of()), rule(Set.of(Right.PERSONAL), List.of(StreamPattern.parse("person/2"))));
            try (TestServer server =
                    start(settings -> settings.withAdministration(new AdministrationSettings(false, true))
                            .withHttp(TestAccess.named(settings.http(), HEADER, rules)))) {
                TestClient client = server.client();
                post(client, "/streams/person/1/Name", "{\"name\":\"Ann\"}");
                post(client, "/streams/person/2/Name", "{\"name\":\"Ben\"}");
                for (String path : List.of("/streams/person/1", "/streams/person/1/history", "/views/entries")) {
                    assertThat(get(client, path).response().body()).doesNotContain("Ann");
                }
                post(
                        client,
                        "/streams/person/2/corrections?dryRun=true",
                        "{\"version\":1,\"read\":[],\"reason\":\"x\"}");
                assertThat(recorded(client)).isEmpty();

                assertThat(get(client, "/streams/person/2").response().body()).contains("Ben");
                assertThat(get(client, "/subjects/person/1").status()).isEqualTo(200);
                assertThat(recorded(client, "PersonalDataRead"))
                        .extracting(each ->
                                each.path("data").path("target").path("id").asText())
                        .containsExactly("2", "1");
            }
        }

        @Test
        void byTryingACorrectionOrAskingOfAPersonIsOnRecord() {
            try (TestServer server = start(new AdministrationSettings(false, true))) {
                TestClient client = server.client();
                post(client, "/streams/person/1/Name", "{\"name\":\"Ann\"}");
                String correction = "{\"version\":1,\"read\":[],\"reason\":\"a slip\"}";
                assertThat(post(client, "/streams/person/1/corrections?dryRun=state", correction)
                                .status())
                        .isEqualTo(200);
                get(client, "/subjects/somebody/7");
                post(client, "/admin/archive?dryRun=true", "");

                assertThat(recorded(client))
                        .extracting(each -> each.path("principal").asText() + " "
                                + each.path("data").path("request").asText())
                        .containsExactly(
                                "ann POST /streams/{type}/{id}/corrections", "auditor GET /subjects/{type}/{id}");
            }
        }

        @Test
        void isNotOnRecordUnlessTheSettingsSaySo() {
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                TestClient client = server.client();
                post(client, "/streams/person/1/Name", "{\"name\":\"Ann\"}");
                get(client, "/streams/person/1");

                assertThat(recorded(client)).isEmpty();
            }
        }

        @Test
        void ofAllThatIsHeldOfAPersonIsOnRecordInAnyCase() {
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                TestClient client = server.client();
                post(client, "/streams/person/1/Name", "{\"name\":\"Ann\"}");
                assertThat(get(client, "/subjects/person/1/export").status()).isEqualTo(200);

                assertThat(recorded(client, "Asked")
                                .getFirst()
                                .path("data")
                                .path("request")
                                .asText())
                        .isEqualTo("GET /subjects/{type}/{id}/export");
            }
        }
    }

    @Nested
    class AFailedLogIn {

        @Test
        void isOnRecordAtOnceAndWithThoseAfterItOnceTheServerStops() {
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                TestClient client = server.client();
                for (int i = 0; i < 5; i++) {
                    assertThat(client.send(client.request("/events")
                                            .header("Authorization", "Basic c2VjcmV0OnNlY3JldA==")
                                            .build())
                                    .status())
                            .isEqualTo(401);
                }
                List<JsonNode> failed =
                        Pause.untilThere(() -> recorded(client, "LogInsFailed"), found -> !found.isEmpty());
                assertThat(failed).hasSize(1);
                JsonNode data = failed.getFirst().path("data");
                assertThat(data.path("address").asText()).isEqualTo("127.0.0.1");
                assertThat(data.path("kind").asText()).isEqualTo("password");
                assertThat(failed.toString()).doesNotContain("secret");
                assertThat(data.path("times").asInt()).isEqualTo(1);
            }
            try (TestServer server = start(new AdministrationSettings(false, false))) {
                assertThat(recorded(server.client(), "LogInsFailed"))
                        .extracting(each -> each.path("data").path("times").asInt())
                        .containsExactly(1, 4);
            }
        }
    }
}
