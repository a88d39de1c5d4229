package dev.recount.http.access;

import static dev.recount.http.access.MaskedServer.FULL;
import static dev.recount.http.access.MaskedServer.KIN;
import static dev.recount.http.access.MaskedServer.MARKER;
import static dev.recount.http.access.MaskedServer.MASKED;
import static dev.recount.http.access.MaskedServer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The right to see personal data: on some streams and rows, on none, and what follows from that. */
class PersonalRightTest {

    @TempDir
    static Path folder;

    private static MaskedServer server;

    @BeforeAll
    static void start() {
        server = new MaskedServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Returns which of the parts tell personal data, by the streams that they are of. */
    private static Set<String> showing(Iterable<JsonNode> parts, String field) {
        var showing = new TreeSet<String>();
        parts.forEach(part -> {
            if (part.toString().contains(MARKER)) {
                showing.add(part.path(field).asText());
            }
        });
        return showing;
    }

    @Nested
    class OnOneStream {

        @Test
        void showsThatOneInAnswersAboutMany() {
            assertThat(showing(server.get(KIN, "/events").body().path("events"), "source"))
                    .containsExactly("/streams/person/17");
            assertThat(showing(server.get(KIN, "/decisions").body().path("decisions"), "stream"))
                    .containsExactly("person/17");
            assertThat(showing(server.get(FULL, "/events").body().path("events"), "source"))
                    .containsExactly(
                            "/streams/letter/to-17",
                            "/streams/letter/to-18",
                            "/streams/person/17",
                            "/streams/person/18");
        }

        @Test
        void showsThatOneToWhoFollowsTheLogBesideOthersWhoSeeMoreOrLess() throws IOException {
            int events = server.get(FULL, "/events").body().path("events").size();
            for (int round = 0; round < 2; round++) {
                assertThat(followed(FULL, events)).hasSize(4);
                assertThat(followed(KIN, events)).containsExactly("/streams/person/17");
                assertThat(followed(MASKED, events)).isEmpty();
            }
        }

        private Set<String> followed(String role, int events) throws IOException {
            var followed = new ArrayList<JsonNode>();
            try (TestSubscription subscription =
                    TestSubscription.open(server.client(), "/events?after=start", "X-User", role, "X-Roles", role)) {
                while (followed.size() < events) {
                    followed.add(subscription.nextEvent());
                }
            }
            return showing(followed, "source");
        }

        @Test
        void showsNoOtherNorAViewNorAWorld() {
            assertThat(server.get(KIN, "/streams/person/17")
                            .body()
                            .path("state")
                            .path("name")
                            .asText())
                    .contains(MARKER);
            for (String path : List.of(
                    "/streams/person/18", "/views/entries", "/admin/worlds/" + server.world() + "/streams/person/17")) {
                Answer answer = server.get(KIN, path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.response().body())
                        .as(path)
                        .doesNotContain(MARKER)
                        .contains("\"masked\":[");
            }
        }

        @Test
        void showsWhatACorrectionWouldMakeOfItAndMasksAllThatWouldFollow() {
            String path = "/streams/person/17/corrections?dryRun=";
            assertThat(server.post(KIN, path + "state", MaskedServer.CORRECTION)
                            .response()
                            .body())
                    .contains(MARKER);
            assertThat(server.post(KIN, path + "true", MaskedServer.CORRECTION)
                            .response()
                            .body())
                    .contains("\"masked\":[")
                    .doesNotContain(MARKER);
        }
    }

    @Nested
    class OnRows {

        @Test
        void showsThoseThatTheSameRuleLetsTheirCallerSee() {
            JsonNode rows = server.get(SELF, "/views/entries").body().path("rows");
            assertThat(rows).hasSize(1);
            assertThat(rows.path(0).path("person").asText()).isEqualTo("17");
            assertThat(rows.path(0).path("name").asText()).contains(MARKER);
            assertThat(server.get(SELF, "/views/entries?name.prefix=Cora")
                            .body()
                            .path("rows"))
                    .hasSize(1);
        }

        @Test
        void isMissingElsewhere() {
            JsonNode row = server.get(MASKED, "/views/entries/17").body().path("row");
            assertThat(row.path("person").asText()).isEqualTo("17");
            assertThat(row.path("nameSubject").asText()).isEqualTo("person/17");
            assertThat(row.path("name").isNull()).isTrue();
            assertThat(row.path("masked").toString()).isEqualTo("[\"name\",\"nickname\"]");
            assertThat(row.has("erased")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "name=Cora Quince",
                    "name.prefix=C",
                    "name.empty=false",
                    "name.in=Ann Quince,Cora Quince",
                    "name.gte=A",
                    "sort=name",
                    "sort=-name",
                    "group=name",
                    "group=person,name",
                    "group=person&sum=name",
                    "count=true&name.lt=D"
                })
        void letsNothingBeFoundOutByAQuestion(String question) {
            String query = "?" + question.replace(" ", "%20");
            for (String path : List.of("/views/entries", "/admin/worlds/" + server.world() + "/views/entries")) {
                Answer answer = server.get(MASKED, path + query);
                assertThat(answer.status()).as(path + query).isEqualTo(403);
                assertThat(answer.code()).isEqualTo("NOT_PERMITTED");
                assertThat(answer.body().path("detail").asText())
                        .isEqualTo("name: is personal data, which masked has not the right to see;"
                                + " nothing can be found, sorted, grouped or added up by it");
                assertThat(server.get(FULL, path + query).status())
                        .as(path + query)
                        .isEqualTo(question.contains("sum=") ? 400 : 200);
            }
        }

        @Test
        void letsOtherFieldsBeAskedFor() {
            assertThat(server.get(MASKED, "/views/entries?sort=-person&limit=1")
                            .body()
                            .path("rows")
                            .path(0)
                            .path("person")
                            .asText())
                    .isEqualTo("18");
            Answer grouped = server.get(FULL, "/views/entries?group=name");
            assertThat(grouped.body().path("groups").toString()).contains("{\"group\":{\"name\":\"Ann Quince\"}");
            assertThat(server.get(MASKED, "/views/entries?group=nameSubject")
                            .body()
                            .path("groups"))
                    .hasSize(2);
        }
    }
}
