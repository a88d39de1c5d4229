package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.access.Right;
import dev.recount.correction.CorrectionSettings;
import dev.recount.http.TestAccess;
import dev.recount.privacy.People;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A server on which two persons have names, in all that a server tells of: events, rejections, letters that a handler
 * has written, corrections and one that is proposed, rows and a world.
 */
final class MaskedServer implements AutoCloseable {

    /** A part of every name and nickname, and of nothing else. */
    static final String MARKER = "Quince";

    /** Who sees everything. */
    static final String FULL = "full";
    /** Who may do everything, but does not see personal data. */
    static final String MASKED = "masked";
    /** Who does not see personal data, but for that of one stream. */
    static final String KIN = "kin";
    /** Who sees one row, with the personal data in it. */
    static final String SELF = "self";

    static final String CORRECTION =
            "{\"version\":1,\"read\":[{\"event\":\"Named\",\"data\":{\"name\":\"Cora Quince\"}}],\"reason\":\"a slip\"}";

    private final TestServer server;
    private final String world;

    MaskedServer(Path folder) {
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, access())))
                        .withCorrections(new CorrectionSettings(true)),
                new People());
        for (String person : new String[] {"17", "18"}) {
            accept("/streams/person/" + person + "/Name", "{\"name\":\"Ann Quince\"}");
            accept("/streams/person/" + person + "/Nickname", "{\"nickname\":\"Quincey\"}");
            assertThat(post(FULL, "/streams/person/" + person + "/Nickname", "{\"nickname\":\"Quincey\"}")
                            .status())
                    .isEqualTo(422);
            Pause.until(() -> get(FULL, "/streams/letter/to-" + person).status() == 200);
        }
        assertThat(post(FULL, "/streams/person/17/corrections", CORRECTION).status())
                .isEqualTo(202);
        assertThat(post("full, approver", "/streams/person/17/corrections/3/approval", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(post("full, clerk", "/streams/person/17/corrections", CORRECTION)
                        .status())
                .isEqualTo(202);
        world = accept("/admin/worlds", worldWith("Wilma Quince")).path("id").asText();
        Pause.until(() -> get(FULL, "/admin/worlds/" + world)
                .body()
                .path("state")
                .asText()
                .equals("DONE"));
        Answer rows = server.client()
                .send(as(FULL, "/views/entries")
                        .header("Recount-After", "person/18@2")
                        .build());
        assertThat(rows.body().path("rows")).hasSize(2);
    }

    private static String access() {
        return "proxy { header = X-User, roles-header = X-Roles, addresses = [\"127.0.0.1\"] }\nrules = ["
                + "{ roles = [full], rights = [" + rights("") + "] },"
                + "{ roles = [masked, kin], rights = [" + rights(Right.PERSONAL.word()) + "] },"
                + "{ roles = [kin], rights = [personal], streams = [\"person/17\"] },"
                + "{ roles = [self], rights = [query, personal], views = [entries], rows = { person = \"17\" } } ]";
    }

    private static String rights(String without) {
        return Arrays.stream(Right.values())
                .filter(right -> right != Right.NONE)
                .map(Right::word)
                .filter(right -> !right.equals(without))
                .collect(Collectors.joining(","));
    }

    /** Returns a question for a world in which a person has another name. */
    static String worldWith(String name) {
        return """
                {"instead":[{"of":"person/17@1","events":[{"event":"Named","data":{"name":"%s"}}]}],"views":["entries"]}""".formatted(name);
    }

    /** Returns the number of the world. */
    String world() {
        return world;
    }

    TestClient client() {
        return server.client();
    }

    HttpRequest.Builder as(String role, String path) {
        return server.client()
                .request(path)
                .header("X-User", role.replaceAll("\\W+", "-"))
                .header("X-Roles", role);
    }

    Answer get(String role, String path) {
        return server.client().send(as(role, path).build());
    }

    Answer post(String role, String path, String body) {
        return server.client()
                .send(as(role, path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private JsonNode accept(String path, String body) {
        Answer answer = post(FULL, path, body);
        assertThat(answer.status()).as(path + answer.body()).isBetween(200, 202);
        return answer.body();
    }

    @Override
    public void close() {
        server.close();
    }
}
