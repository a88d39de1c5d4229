package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who show tokens of an issuer (OpenID Connect). */
class TokensTest {

    private static final String OPEN = "{\"owner\":\"Ann\",\"overdraftLimit\":0}";

    @TempDir
    static Path folder;

    private static TestIssuer issuer;
    private static TestServer server;

    @BeforeAll
    static void start() {
        issuer = TestIssuer.start();
        server = serve("server", issuer);
    }

    private static TestServer serve(String name, TestIssuer issuer) {
        return TestServer.start(
                folder.resolve(name),
                settings ->
                        settings.withHttp(settings.http().with(TestAccess.read(folder, """
                                issuers = [{ issuer = "%s", audience = recount, roles-claim = realm.roles, clock-skew = 0 s }]
                                rules = [{ roles = [teller], rights = [read, write] }, { roles = [follower], rights = [subscribe] }]
                                """.formatted(issuer.name())))),
                new Bank());
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    private static JWTClaimsSet.Builder teller(String name) {
        return issuer.claims(name).claim("realm", Map.of("roles", List.of("teller")));
    }

    private static Answer send(TestServer to, String path, String token) {
        return to.client().post(path, OPEN, "Authorization", "Bearer " + token);
    }

    @Test
    void areNamedByThemAndHaveTheirRoles() {
        Answer opened = send(server, "/streams/account/1/Open", issuer.token(teller("ann")));
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.body().path("events").path(0).path("principal").asText())
                .isEqualTo("ann");

        Answer without = send(server, "/streams/account/2/Open", issuer.token(issuer.claims("ben")));
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.code()).isEqualTo("NOT_PERMITTED");
    }

    @Test
    void areRefusedAlikeWhateverIsWrong() throws JOSEException {
        var tokens = new LinkedHashMap<String, String>();
        Date past = Date.from(Instant.now().minusSeconds(5));
        Date later = Date.from(Instant.now().plusSeconds(600));
        tokens.put("expired", issuer.token(teller("ann").expirationTime(past)));
        tokens.put("endless", issuer.token(teller("ann").expirationTime(null)));
        tokens.put("not yet valid", issuer.token(teller("ann").notBeforeTime(later)));
        tokens.put("of another key by the same name", TestIssuer.token(teller("ann"), TestIssuer.make("first")));
        tokens.put("of an unknown key", TestIssuer.token(teller("ann"), TestIssuer.make("other")));
        tokens.put("for another server", issuer.token(teller("ann").audience("others")));
        tokens.put("for nobody", issuer.token(teller("ann").audience((String) null)));
        tokens.put("of another issuer", issuer.token(teller("ann").issuer("https://id.example.com")));
        tokens.put("of no issuer", issuer.token(teller("ann").issuer(null)));
        tokens.put("of nobody", issuer.token(teller("ann").subject(null)));
        tokens.put("of a handler", issuer.token(teller("handler:reserve-stock")));
        tokens.put("of a name that is too long", issuer.token(teller("x".repeat(129))));
        tokens.put("unsigned", new PlainJWT(teller("ann").build()).serialize());
        tokens.put("signed by what is public", symmetric());
        tokens.put("given to another client", issuer.token(teller("ann").claim("cnf", Map.of("x5t#S256", "abc"))));
        tokens.put("bound by another proof", issuer.token(teller("ann").claim("cnf", Map.of("jkt", "abc"))));
        tokens.put("too long", issuer.token(teller("ann").claim("long", "x".repeat(8_000))));
        tokens.put("of an API key", "recount_key_abc");
        tokens.put("garbage", "garbage");
        tokens.put("dots", "..");
        tokens.forEach((what, token) -> {
            Answer answer = send(server, "/streams/account/3/Open", token);
            assertThat(answer.status()).as(what).isEqualTo(401);
            assertThat(answer.body().path("detail").asText())
                    .as(what)
                    .isEqualTo("the request does not show who its caller is, or it is not accepted");
            assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                    .as(what)
                    .isPresent();
        });
        assertThat(server.client()
                        .send(server.client()
                                .request("/streams/account/3")
                                .header("Authorization", "Bearer " + issuer.token(teller("ann")))
                                .build())
                        .status())
                .isEqualTo(404);
    }

    /** A public key, taken for the secret of a symmetric signature. */
    private static String symmetric() throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
                teller("ann").build());
        token.sign(new MACSigner(issuer.key().toPublicJWK().toJSONString()));
        return token.serialize();
    }

    @Test
    void areKnownWhileTheirIssuerIsAwayIfItWasThereOnce() {
        TestIssuer away = TestIssuer.start();
        try (TestServer own = serve("away", away)) {
            assertThat(send(own, "/streams/account/1/Open", token(away, "ann")).status())
                    .isEqualTo(200);
            away.close();
            assertThat(send(own, "/streams/account/2/Open", token(away, "ben")).status())
                    .isEqualTo(200);
            assertThat(away.asked()).isEqualTo(1);
        }
    }

    @Test
    void cannotBeKnownBeforeTheirIssuerWasThere() {
        TestIssuer gone = TestIssuer.start();
        gone.close();
        try (TestServer own = serve("gone", gone)) {
            Answer answer = send(own, "/streams/account/1/Open", token(gone, "ann"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("UNAVAILABLE");
        }
    }

    private static String token(TestIssuer of, String name) {
        return of.token(of.claims(name).claim("realm", Map.of("roles", List.of("teller"))));
    }

    @Test
    void mayGoOnForAsLongAsTheirTokensHoldHoweverLong() {
        TestClient client = server.client();
        for (Instant end : List.of(Instant.now().plus(Duration.ofDays(730)), Instant.parse("9999-12-31T23:59:59Z"))) {
            String token = issuer.token(teller("lea").expirationTime(Date.from(end)));
            String results = client.sendText(client.request("/streams")
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"stream\": \"account/until-" + end.getEpochSecond()
                            + "\", \"command\": \"Open\", \"data\": " + OPEN + "}\n"))
                    .build());
            assertThat(results).as("%s", end).contains("\"status\":200");
        }
    }

    @Test
    void endTheirSubscriptionsWithTheirTokens() {
        TestClient client = server.client();
        String token = issuer.token(issuer.claims("eve")
                .claim("realm", Map.of("roles", List.of("follower")))
                .expirationTime(Date.from(Instant.now().plusSeconds(2))));
        String followed = client.sendText(client.request("/events")
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build());
        assertThat(followed).contains(":");
        assertThat(client.send(client.request("/events")
                                .header("Authorization", "Bearer " + token)
                                .build())
                        .status())
                .isEqualTo(401);
    }
}
