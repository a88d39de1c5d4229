package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.http.TestAccess;
import dev.recount.model.domain.Domain;
import dev.recount.privacy.ClearGuests;
import dev.recount.privacy.Guests;
import dev.recount.seal.TestSeals;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.TestSubscription;
import dev.recount.server.settings.Settings;
import dev.recount.server.settings.UnreadablePolicy;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was stored before it was personal data, and stands in the clear. */
class MaskingOfOldDataTest {

    private static final String SEES = "sees";
    private static final String MASKED = "masked";

    private static final String RULES =
            "proxy { header = X-User, roles-header = X-Roles, addresses = [\"127.0.0.1\"] }\n"
                    + "rules = [ { roles = [sees], rights = [admin] }, { roles = [masked], rights ="
                    + " [read, write, query, subscribe, preview, correct, approve, archive, operate] } ]";

    private static final List<String> SECRETS = List.of(
            "Xanthippe",
            "Yolanthe",
            "Zaunkoenigsgasse",
            "Wilhelmine",
            "Vogelsang",
            "rejectedGuest",
            "lost: a golden ring",
            "Tusnelda");

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        try (TestServer clear = serve(new ClearGuests())) {
            TestClient client = clear.client();
            accepted(client.post("/streams/stay/1/Book", "{\"guest\":\"Xanthippe\",\"nights\":7}"));
            accepted(client.post("/streams/stay/1/Move", "{\"street\":\"Zaunkoenigsgasse\",\"town\":\"Linz\"}"));
            accepted(client.post("/streams/stay/1/Sign", "{\"first\":\"Wilhelmine\",\"last\":\"Vogelsang\"}"));
            accepted(
                    client.post(
                            "/streams/stay/1/corrections",
                            "{\"version\":1,\"read\":[{\"event\":\"Booked\",\"data\":{\"guest\":\"Yolanthe\",\"nights\":3}}],\"reason\":\"a slip\"}"));
            assertThat(client.post("/streams/stay/1/Book", "{\"guest\":\"rejectedGuest\",\"nights\":0}")
                            .code())
                    .isEqualTo("NO_NIGHT");
            accepted(client.post("/streams/stay/1/Lose", "{\"what\":\"a golden ring\",\"where\":\"the bath\"}"));
            accepted(client.post("/streams/stay/2/Book", "{\"guest\":\"Tusnelda\",\"nights\":1}"));
            accepted(client.post("/streams/stay/3/Leave", "{}"));
        }
        server = serve(new Guests());
        accepted(ask(
                SEES,
                "/streams/stay/1/Sign",
                request -> request.POST(BodyPublishers.ofString("{\"name\":\"Xanthippe the second\"}"))));
        for (String sealed : List.of("events/6", "rejections/1")) {
            Pause.until(
                    () -> text(SEES, "/streams/stay/1/" + sealed + "/receipt").startsWith("c2sp.org/tlog-proof"));
        }
    }

    private static TestServer serve(Domain domain) {
        return TestServer.start(
                folder.resolve("data"),
                settings -> {
                    Settings sealed = settings.withSeals(TestSeals.often("inn")).withUnreadable(UnreadablePolicy.ALLOW);
                    return domain instanceof Guests
                            ? sealed.withHttp(settings.http().with(TestAccess.read(folder, RULES)))
                            : sealed;
                },
                domain);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer accepted(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 202);
        return answer;
    }

    private static Answer ask(String role, String path, UnaryOperator<HttpRequest.Builder> method) {
        return server.client()
                .send(method.apply(server.client()
                                .request(path)
                                .header("X-User", role)
                                .header("X-Roles", role)
                                .header("Content-Type", "application/json"))
                        .build());
    }

    private static Answer get(String role, String path) {
        return accepted(ask(role, path, HttpRequest.Builder::GET));
    }

    private static String text(String role, String path) {
        return server.client()
                .sendPlainly(server.client()
                        .request(path)
                        .header("X-User", role)
                        .header("X-Roles", role)
                        .build())
                .body();
    }

    private static List<String> told(String text) {
        return SECRETS.stream().filter(text::contains).toList();
    }

    private static void assertMasked(String path, String... secrets) {
        String seen = get(SEES, path).response().body();
        assertThat(told(seen)).as(seen).contains(secrets);
        assertThat(seen).as(path).doesNotContain("$personal", "$sealed", "\"masked\":[");
        String masked = get(MASKED, path).response().body();
        assertThat(told(masked)).as(path + masked).isEmpty();
        assertThat(masked).as(path).doesNotContain("$personal", "$sealed").contains("\"masked\":[");
    }

    @Test
    void isMaskedInEvents() {
        String[] all = {"Yolanthe", "Zaunkoenigsgasse", "Wilhelmine Vogelsang", "lost: a golden ring"};
        assertMasked("/streams/stay/1/events", "Yolanthe", "Zaunkoenigsgasse", "Wilhelmine", "lost: a golden ring");
        assertMasked("/streams/stay/1/events?original=true", "Xanthippe", "Yolanthe");
        assertMasked("/streams/stay/1/events?known=recorded", "Xanthippe", "Zaunkoenigsgasse");
        assertMasked("/streams/stay/1/corrections", "Yolanthe");
        assertMasked("/streams/stay/1/history", "Xanthippe", "Yolanthe", "Zaunkoenigsgasse", "Vogelsang");
        assertMasked("/events", "Yolanthe", "Zaunkoenigsgasse", "Wilhelmine", "Tusnelda");
        assertThat(get(SEES, "/streams/stay/1").response().body()).contains(all);
        assertMasked("/streams/stay/1", "Yolanthe");
    }

    @Test
    void isMaskedInDecisions() {
        String[] all = {"Xanthippe", "Zaunkoenigsgasse", "Wilhelmine", "Vogelsang", "rejectedGuest"};
        assertMasked("/streams/stay/1/decisions", all);
        assertMasked(
                "/decisions",
                Stream.concat(Stream.of(all), Stream.of("Tusnelda")).toArray(String[]::new));
        assertMasked("/decisions?outcome=rejected", "rejectedGuest");
    }

    @Test
    void keepsWhatIsNotPersonalAndTheFormThatItHas() {
        JsonNode decisions = get(MASKED, "/streams/stay/1/decisions").body().path("decisions");
        assertThat(decisions.path(0).path("command").path("data").toString())
                .isEqualTo("{\"masked\":[\"guest\"],\"guest\":null,\"nights\":7}");
        assertThat(get(SEES, "/streams/stay/1/decisions")
                        .body()
                        .path("decisions")
                        .path(2)
                        .path("command")
                        .path("data")
                        .toString())
                .isEqualTo("{\"first\":\"Wilhelmine\",\"last\":\"Vogelsang\"}");
        JsonNode events = get(MASKED, "/streams/stay/1/events").body().path("events");
        assertThat(events.path(0).path("data").toString())
                .isEqualTo("{\"masked\":[\"name\"],\"name\":null,\"nights\":3}");
        assertThat(events.path(2).path("data").toString()).isEqualTo("{\"town\":\"Linz\"}");
    }

    @Test
    void isMaskedAsAWholeWhereNothingOfTodayReadsIt() {
        JsonNode event =
                get(MASKED, "/streams/stay/3/events").body().path("events").path(0);
        assertThat(event.path("type").asText()).isEqualTo("stay.Left");
        assertThat(event.path("data").isNull()).isTrue();
        assertThat(event.path("masked").toString()).isEqualTo("[\"data\"]");
        assertThat(get(SEES, "/streams/stay/3/events")
                        .body()
                        .path("events")
                        .path(0)
                        .path("data")
                        .toString())
                .isEqualTo("{}");
        assertMasked("/streams/stay/3/decisions", new String[0]);
    }

    @Test
    void isMaskedAsTheLogGrows() throws IOException {
        for (String role : List.of(SEES, MASKED)) {
            var followed = new StringBuilder();
            int events = get(SEES, "/events").body().path("events").size();
            try (TestSubscription subscription =
                    TestSubscription.open(server.client(), "/events?after=start", "X-User", role, "X-Roles", role)) {
                for (int i = 0; i < events; i++) {
                    followed.append(subscription.nextEvent());
                }
            }
            assertThat(told(followed.toString()).isEmpty()).as("%s", followed).isEqualTo(role.equals(MASKED));
        }
    }

    @Test
    void isMaskedInWorlds() {
        String world = accepted(
                        ask(
                                SEES,
                                "/admin/worlds",
                                request -> request.POST(
                                        BodyPublishers.ofString(
                                                "{\"without\":[\"stay/1@2\"],\"instead\":[{\"of\":\"stay/2@1\",\"events\":[{\"event\":\"Booked\",\"data\":{\"name\":\"Tusnelda\",\"nights\":2}}]}]}"))))
                .body()
                .path("id")
                .asText();
        Pause.until(() -> get(SEES, "/admin/worlds/" + world)
                .body()
                .path("state")
                .asText()
                .equals("DONE"));
        assertMasked("/admin/worlds/" + world + "/differences", "Tusnelda", "Zaunkoenigsgasse");
    }

    @Test
    void isToldAsItIsStoredToThoseAloneWhoSeeIt() {
        String receipt = "/streams/stay/1/events/1/receipt";
        assertThat(text(MASKED, receipt)).startsWith("c2sp.org/tlog-proof");
        assertThat(text(SEES, receipt + "?event=true")).startsWith("c2sp.org/tlog-proof");
        assertForbidden(receipt + "?event=true", "stay/1");
        String rejection = "/streams/stay/1/rejections/1/receipt";
        assertThat(text(SEES, rejection + "?rejection=true")).startsWith("c2sp.org/tlog-proof");
        assertThat(text(MASKED, rejection)).startsWith("c2sp.org/tlog-proof");
        assertForbidden(rejection + "?rejection=true", "stay/1");
        assertThat(text(SEES, "/seal/1/rows")).contains("stay");
        assertForbidden("/seal/1/rows", "all");
    }

    private static void assertForbidden(String path, String what) {
        Answer answer = ask(MASKED, path, HttpRequest.Builder::GET);
        assertThat(answer.status()).as(path).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("NOT_PERMITTED");
        assertThat(answer.body().path("detail").asText()).isEqualTo("masked has not the right to personal " + what);
    }
}
