package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.history.verify.Finding;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Domain;
import dev.recount.server.Pause;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Personal data of a server with commands, rejections, handlers, corrections and snapshots: plain outside, sealed at
 * rest, and gone once its person is erased.
 */
abstract class SealedDataContract {

    private static final String PERSON = "/streams/person/1";

    private static final String SLIP =
            "{\"version\":1,\"read\":[{\"event\":\"Named\",\"data\":{\"name\":\"Yolanthe\"}}],\"reason\":\"a slip\"}";

    @TempDir
    Path folder;

    private JournalSettings journal;

    abstract DatabaseKind kind();

    /** Returns those of some texts that can be read in the journal of a server that is stopped. */
    abstract List<String> readable(JournalSettings journal, List<String> texts) throws Exception;

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    private Settings settings(Settings of) {
        return of.withJournal(journal);
    }

    private static JsonNode state(TestClient client, String stream) {
        return client.get(stream).body().path("state");
    }

    private static List<String> data(TestClient client, String path, String field) {
        List<String> found = new ArrayList<>();
        client.get(path).body().path("events").forEach(event -> {
            JsonNode value = event.path("data").path(field);
            if (value.isTextual()) {
                found.add(value.asText());
            }
        });
        return found;
    }

    private static Answer require(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void isPlainToOthersAndSealedWhereItIsKept() throws Exception {
        List<String> secrets = new ArrayList<>(
                List.of("Xanthippe \\\"Xan\\\" Quux", "Quux", "Xanni", "Zenobia", "Yolanthe", "rejectedNickname"));
        secrets.addAll(digests("Name", "{\"name\":\"Zenobia\"}"));
        secrets.addAll(digests("Write", "{\"to\":\"Zenobia\"}"));
        secrets.addAll(digests("recount.Correct", SLIP));
        try (TestServer server = TestServer.start(folder, this::settings, new People(false))) {
            TestClient client = server.client();
            Answer first = require(client.post(
                    PERSON + "/Name", "{\"name\":\"Xanthippe \\\"Xan\\\" Quux\"}", "Idempotency-Key", "one"));
            assertThat(first.body().path("state").path("name").asText()).isEqualTo("Xanthippe \"Xan\" Quux");
            assertThat(first.response().body()).doesNotContain("$personal", "$sealed");
            require(client.post(PERSON + "/Nickname", "{\"nickname\":\"Xanni\"}"));
            Pause.until(() -> state(client, "/streams/letter/to-1").path("to").size() == 1);
            assertThat(state(client, "/streams/letter/to-1").path("to").get(0).asText())
                    .isEqualTo("Xanthippe \"Xan\" Quux");
            assertRepeats(client);
            assertRejections(client);
            assertCorrections(client);
            require(client.post("/streams/person/2/Name", "{\"name\":\"Zenobia\"}"));
            Pause.until(() -> client.get("/admin/handlers/letters/parked")
                            .body()
                            .path("parked")
                            .size()
                    == 1);
            assertThat(data(client, "/events?type=person", "name")).contains("Zenobia");
        }
        try (TestServer server = TestServer.start(folder, this::settings, new People(false))) {
            assertThat(state(server.client(), PERSON).toString())
                    .isEqualTo("{\"name\":\"Yolanthe\",\"nicknames\":[\"Xanni\"]}");
            assertThat(state(server.client(), PERSON + "?version=1&known=recorded")
                            .path("name")
                            .asText())
                    .isEqualTo("Xanthippe \"Xan\" Quux");
            assertRepeats(server.client());
        }
        assertThat(readable(journal, secrets)).isEmpty();
        assertThat(verified(new People(false))).isEmpty();
    }

    @Test
    void isReadableInRowsWithItsSubject() throws Exception {
        try (TestServer server = TestServer.start(folder, this::settings, new People(true))) {
            TestClient client = server.client();
            require(client.post(PERSON + "/Name", "{\"name\":\"Ann\"}"));
            String token = require(client.post(PERSON + "/Nickname", "{\"nickname\":\"Annie\"}"))
                    .response()
                    .headers()
                    .firstValue("Recount-Token")
                    .orElseThrow();
            Answer row = client.send(client.request("/views/entries?name=Ann&nicknameSubject=person%2F1")
                    .header("Recount-After", token)
                    .GET()
                    .build());
            assertThat(require(row).body().path("rows").get(0).toString())
                    .isEqualTo("{\"person\":\"1\",\"name\":\"Ann\",\"nameSubject\":\"person/1\","
                            + "\"nickname\":\"Annie\",\"nicknameSubject\":\"person/1\"}");
        }
    }

    /** Returns those of some texts that can be read in the files of a server's databases, once they are tidied up. */
    abstract List<String> readableInFiles(JournalSettings journal, List<String> texts) throws Exception;

    private static final String GROUND = "{\"ground\":\"GDPR article 17\",\"reference\":\"4711\"}";

    private static void live(TestClient client) {
        require(client.post(PERSON + "/Name", "{\"name\":\"Xanthippe Quux\"}", "Idempotency-Key", "one"));
        require(client.post(PERSON + "/Nickname", "{\"nickname\":\"Xanni\"}"));
        require(client.post(PERSON + "/corrections", SLIP.replace("Yolanthe", "Yolanthe Quux")));
        require(client.post(PERSON + "/Nickname", "{\"nickname\":\"rejectedNickname\"}"));
        assertThat(client.post(PERSON + "/Nickname", "{\"nickname\":\"rejectedNickname\"}")
                        .code())
                .isEqualTo("KNOWN");
        require(client.post("/streams/person/2/Name", "{\"name\":\"Zenobia\"}"));
        require(client.post("/streams/letter/to-1/Write", "{\"to\":\"Wilhelmine\"}"));
        Pause.until(() -> state(client, "/streams/letter/to-1").path("to").size() == 2);
        Pause.until(() -> client.get("/views/entries/1")
                        .body()
                        .path("row")
                        .path("nickname")
                        .asText()
                        .equals("rejectedNickname")
                && client.get("/views/entries/2").status() == 200);
    }

    /** A letter to the person is of the person, and also of the one that the letter itself is. */
    private static void assertHeld(TestClient client) {
        JsonNode held = require(client.get("/subjects/person/1")).body();
        assertThat(held.path("streams").toString()).isEqualTo("[\"letter/to-1\",\"person/1\"]");
        assertThat(held.path("views").path("entries").asInt()).isPositive();
        assertThat(held.has("erased")).isFalse();
        Answer export = require(client.get("/subjects/person/1/export"));
        assertThat(export.response().body())
                .contains("Xanthippe Quux", "Xanni", "Yolanthe Quux", "\"rejected\":[{\"command\":\"Nickname\"")
                .doesNotContain("Zenobia", "Wilhelmine", "$personal");
    }

    private static void assertForgotten(TestClient client) {
        assertThat(state(client, PERSON).toString())
                .isEqualTo(
                        "{\"erased\":[\"name\",\"nicknames/0\",\"nicknames/1\"],\"name\":null,\"nicknames\":[null,null]}");
        assertThat(state(client, PERSON + "?version=1&known=recorded").toString())
                .isEqualTo("{\"erased\":[\"name\"],\"name\":null,\"nicknames\":[]}");
        assertThat(state(client, "/streams/letter/to-1").toString())
                .isEqualTo("{\"erased\":[\"to/0\"],\"to\":[null,\"Wilhelmine\"]}");
        assertThat(data(client, "/events?type=person", "name")).containsExactly("Zenobia");
        for (String path : List.of(
                PERSON,
                PERSON + "/events?original=true",
                PERSON + "/history",
                PERSON + "/decisions",
                PERSON + "/corrections",
                "/streams/letter/to-1/events",
                "/events",
                "/decisions",
                "/views/entries",
                "/views/entries?at=" + Instant.now(),
                "/subjects/person/1/export")) {
            Answer answer = require(client.get(path));
            assertThat(answer.response().body())
                    .as(path)
                    .doesNotContain("Xanthippe", "Xanni", "Yolanthe", "rejectedNickname");
        }
        JsonNode row = client.get("/views/entries/1").body().path("row");
        assertThat(row.toString())
                .isEqualTo(
                        "{\"erased\":[\"name\",\"nickname\"],\"person\":\"1\",\"name\":null,\"nameSubject\":\"person/1\",\"nickname\":null,"
                                + "\"nicknameSubject\":\"person/1\"}");
        assertThat(client.post(PERSON + "/Nickname", "{\"nickname\":\"Xanni\"}").code())
                .isEqualTo("SUBJECT_ERASED");
        assertThat(client.get("/subjects/person/1").body().path("views")).isEmpty();
    }

    @Test
    void isReadNowhereOnceThePersonIsErased() throws Exception {
        List<String> secrets = List.of("Xanthippe", "Quux", "Xanni", "Yolanthe", "rejectedNickname", "Zenobia");
        String certificate;
        try (TestServer server = TestServer.start(folder, this::settings, new People(true))) {
            TestClient client = server.client();
            live(client);
            assertHeld(client);
            JsonNode erased =
                    require(client.post("/subjects/person/1/erase", GROUND)).body();
            certificate = erased.path("certificate").asText();
            Certificates.assertSigned(certificate, erased.path("verifierKey").asText());
            assertThat(erased.path("subject").asText()).isEqualTo("person/1");
            assertThat(erased.path("ground").asText()).isEqualTo("GDPR article 17");
            assertThat(erased.path("streams").toString()).isEqualTo("[\"letter/to-1\",\"person/1\"]");
            assertForgotten(client);
            assertThat(Pause.untilThere(
                                    () -> client.get("/events?type=recount-subject")
                                            .body()
                                            .path("events"),
                                    events -> !events.isEmpty())
                            .get(0)
                            .path("data")
                            .path("subject")
                            .asText())
                    .isEqualTo("person/1");
            assertThat(require(client.post("/subjects/person/1/erase", "{\"ground\":\"again\"}"))
                            .body()
                            .path("certificate")
                            .asText())
                    .isEqualTo(certificate);
            JsonNode told = client.get("/events?subject=person%2F1").body().path("events");
            assertThat(told.findValuesAsText("type"))
                    .contains("person.Named", "letter.Written", "recount-subject.SubjectErased");
            assertThat(told.findValuesAsText("id")).doesNotContain("person/2@1");
            assertThat(client.get("/events?type=recount-subject").body().path("events"))
                    .hasSize(1);
        }
        try (TestServer server = TestServer.start(folder, this::settings, new People(true))) {
            TestClient client = server.client();
            assertForgotten(client);
            require(client.post("/admin/views/entries/rebuild", ""));
            Pause.until(() -> {
                JsonNode view = client.get("/admin/views/entries").body();
                return view.has("live") && !view.has("building");
            });
            assertForgotten(client);
            require(client.post("/subjects/person/2/erase", GROUND));
            assertThat(client.get("/subjects/person/1")
                            .body()
                            .path("erased")
                            .path("certificate")
                            .asText())
                    .isEqualTo(certificate);
        }
        assertThat(readable(journal, secrets)).isEmpty();
        assertThat(readableInFiles(journal, secrets)).isEmpty();
        assertThat(verified(new People(true))).isEmpty();
    }

    @Test
    void isErasedForAReasonAndByNobodyElse() {
        try (TestServer server = TestServer.start(folder, this::settings, new People(true))) {
            TestClient client = server.client();
            require(client.post(PERSON + "/Name", "{\"name\":\"Ann\"}"));
            for (String[] each : new String[][] {
                {"{}", "ground: must say why"},
                {"", "the body must be a JSON object"},
                {"{\"ground\":\" \"}", "ground: must not be empty"},
                {"{\"ground\":1}", "ground: must be a text"},
                {"{\"ground\":\"" + "x".repeat(2_001) + "\"}", "ground: at most 2000 characters"},
                {"{\"ground\":\"x\",\"reference\":\"\"}", "reference: must not be empty"},
                {"{\"ground\":\"x\",\"why\":\"y\"}", "why: is not known here"},
                {"{\"ground\":\"x\",\"ground\":\"y\"}", "the body is not JSON"}
            }) {
                Answer answer = client.post("/subjects/person/1/erase", each[0]);
                assertThat(answer.status()).as("%s: %s", each[0], answer.body()).isEqualTo(400);
                assertThat(answer.body().path("detail").asText()).startsWith(each[1]);
            }
            assertThat(client.get("/subjects/Person/1").status()).isEqualTo(400);
            assertThat(client.post("/streams/recount-subject/person_1/Erase", "{}")
                            .status())
                    .isEqualTo(404);
            assertThat(client.post("/streams/recount-subject/person_1/corrections", SLIP)
                            .status())
                    .isEqualTo(404);
            assertThat(state(client, PERSON).path("name").asText()).isEqualTo("Ann");
            JsonNode nobody = require(client.get("/subjects/person/99")).body();
            assertThat(nobody.toString()).isEqualTo("{\"subject\":\"person/99\",\"streams\":[],\"views\":{}}");
        }
    }

    private List<Finding> verified(Domain domain) {
        List<Finding> findings = new ArrayList<>();
        var _ = new StoppedServer(
                        settings(Settings.read(Optional.of(TestServer.PATIENT)).withData(folder)), List.of(domain))
                .verify(List.of(), findings::add, _ -> {});
        return findings;
    }

    /** Returns the digests by which somebody could tell whether a guess is right. */
    private static List<String> digests(String command, String plain) {
        String marked = plain.replaceFirst(":(\"\\w+\")}", ":{\"\\$personal\":{\"value\":$1}}}");
        String ofPerson =
                plain.replaceFirst(":(\"\\w+\")}", ":{\"\\$personal\":{\"subject\":\"person/2\",\"value\":$1}}}");
        return Stream.of(plain, marked, ofPerson)
                .map(json -> EncodedCommand.sent(command, json.getBytes(StandardCharsets.UTF_8))
                        .digest())
                .distinct()
                .toList();
    }

    private static void assertRepeats(TestClient client) {
        Answer repeat = require(
                client.post(PERSON + "/Name", "{\"name\":\"Xanthippe \\\"Xan\\\" Quux\"}", "Idempotency-Key", "one"));
        assertThat(repeat.body().path("repeat").asBoolean()).isTrue();
        assertThat(client.post(PERSON + "/Name", "{\"name\":\"Somebody\"}", "Idempotency-Key", "one")
                        .code())
                .isEqualTo("COMMAND_ID_REUSED");
    }

    private static void assertRejections(TestClient client) {
        require(client.post(PERSON + "/Nickname", "{\"nickname\":\"rejectedNickname\"}"));
        assertThat(client.post(PERSON + "/Nickname", "{\"nickname\":\"rejectedNickname\"}")
                        .code())
                .isEqualTo("KNOWN");
        JsonNode decisions = client.get(PERSON + "/decisions").body().path("decisions");
        assertThat(decisions.get(decisions.size() - 1).toString()).contains("KNOWN", "\"rejectedNickname\"");
        assertThat(client.post(PERSON + "/Name", "{\"name\":{\"$personal\":{\"value\":\"Bob\"}}}")
                        .status())
                .isEqualTo(400);
    }

    private static void assertCorrections(TestClient client) {
        require(
                client.post(
                        PERSON + "/corrections",
                        "{\"version\":1,\"read\":[{\"event\":\"Named\",\"data\":{\"name\":\"Yolanthe\"}}],\"reason\":\"a slip\"}"));
        require(client.post(PERSON + "/corrections", "{\"version\":3,\"read\":[],\"reason\":\"nobody says so\"}"));
        assertThat(state(client, PERSON).toString()).isEqualTo("{\"name\":\"Yolanthe\",\"nicknames\":[\"Xanni\"]}");
        assertThat(client.get(PERSON + "/corrections").body().toString())
                .contains("\"Yolanthe\"")
                .doesNotContain("$personal", "$sealed");
        assertThat(client.get(PERSON + "/events").body().toString())
                .contains("Yolanthe")
                .doesNotContain("$personal", "$sealed");
    }

    /** Returns the forms in which a text could be read. */
    static List<byte[]> forms(String text) {
        return List.of(
                text.getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.UTF_16LE),
                text.getBytes(StandardCharsets.UTF_16BE));
    }
}
