package dev.recount.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.archive.s3.ObjectLock;
import dev.recount.archive.s3.S3Access;
import dev.recount.archive.s3.S3Settings;
import dev.recount.cluster.ClusterSettings;
import dev.recount.database.place.DatabasePlace;
import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.seal.outside.OutsideSettings;
import dev.recount.seal.outside.Witness;
import dev.recount.seal.outside.WitnessKey;
import dev.recount.server.Domains;
import dev.recount.verifier.TestWitness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are read, and those that stop the start. */
class SettingsTest {

    @TempDir
    Path folder;

    private Settings read(String text) throws IOException {
        return Settings.read(Optional.of(Files.writeString(folder.resolve("own.conf"), text)));
    }

    @Test
    void readsTheDefaults() {
        Settings settings = Settings.read(Optional.empty());

        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.journal().place()).isEqualTo(new DatabasePlace.Folder(Path.of("data")));
    }

    @Test
    void readsOwnSettingsOverTheDefaults() throws IOException {
        Settings settings = read("""
                recount.http { port = 9000, max-command-size = 2 KiB }
                recount.streams.answer-timeout = 6 seconds
                recount.access.proxy { header = X-Forwarded-User, addresses = ["::1"] }
                recount { log-level = INFO, log-format = json }
                """);

        assertThat(settings.http().port()).isEqualTo(9_000);
        assertThat(settings.http().maxCommandBytes()).isEqualTo(2_048);
        assertThat(settings.http().access().proxy().orElseThrow().header()).isEqualTo("X-Forwarded-User");
        assertThat(settings.streams().answerTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(settings.streams().maxInFlight()).isEqualTo(1_024);
        assertThat(settings.log()).isEqualTo(new LogSettings("INFO", LogSettings.Format.JSON));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            recount.http.prot = 80                    | recount.http.prot: there is no such setting
            recounts.http.port = 80                   | recounts: there is no such setting
            pekko.loglevel = DEBUG                    | pekko: there is no such setting
            recount.http = 80                         | recount.http: must be a group of settings
            recount.http.port = eighty                | recount.http.port: must be a whole number
            recount.http.port = 65536                 | recount.http.port: must be from 0 to 65535, not 65536
            recount.http.host = ""                    | recount.http.host: must not be empty
            recount.http.host = [1, 2]                | recount.http.host: must be a text
            recount.http.max-command-size = 1 GiB     | recount.http.max-command-size: must be from 1024 to 1048576 bytes
            recount.http.body-timeout = 1 parsec      | recount.http.body-timeout: must be a duration
            recount.streams.answer-timeout = 1 ms     | recount.streams.answer-timeout: must be from 100 ms to 600000 ms
            recount.journal.unreadable-events = skip  | recount.journal.unreadable-events: must be one of refuse, allow, not skip
            recount.streams.answer-timeout = 4 s      | recount.streams.enrichment-timeout: must be shorter than answer-timeout
            recount.transactions.max-streams = 0      | recount.transactions.max-streams: must be from 1 to 1000, not 0
            recount.transactions.hold-time = 1 ms     | recount.transactions.hold-time: must be from 100 ms to 600000 ms
            recount.streams.max-in-flight = 0         | recount.streams.max-in-flight: must be from 1 to 100000, not 0
            recount.journal.connections = 1           | recount.journal.connections: must be from 2 to 1000, not 1
            recount.journal.poll-interval = 0 s       | recount.journal.poll-interval: must be from 1 ms to 60000 ms
            recount.journal.postgres.url = "mysql://s3cret" | recount.journal.postgres.url: must be a JDBC URL such as jdbc:postgresql:
            recount.journal.postgres.connect-timeout = 1 ms | recount.journal.postgres.connect-timeout: must be from 1000 ms to 60000 ms
            recount.journal.postgres.statement-timeout = 0 s | recount.journal.postgres.statement-timeout: must be from 1000 ms
            recount.journal.postgres.host = localhost | recount.journal.postgres.host: there is no such setting
            recount.projections.connections = 0       | recount.projections.connections: must be from 1 to 1000, not 0
            recount.projections.batch-events = 0      | recount.projections.batch-events: must be from 1 to 100000, not 0
            recount.views.recent-rows = none          | recount.views.recent-rows: must be a whole number
            recount.views.query-timeout = 0 s         | recount.views.query-timeout: must be from 1000 ms to 600000 ms
            recount.views.wait-timeout = 1 day        | recount.views.wait-timeout: must be from 1 ms to 600000 ms
            recount.handlers.parallelism = 0          | recount.handlers.parallelism: must be from 1 to 10000, not 0
            recount.handlers.reaction-timeout = 1 ms  | recount.handlers.reaction-timeout: must be from 100 ms to 600000 ms
            recount.handlers.stop-timeout = 1 hour    | recount.handlers.stop-timeout: must be from 0 ms to 600000 ms
            recount.decisions.record-commands = maybe | recount.decisions.record-commands: must be on or off
            recount.decisions.record = on             | recount.decisions.record: there is no such setting
            recount.decisions.keep-rejections = 1 s   | recount.decisions.keep-rejections: must be from 60000 ms to 3153600000000 ms
            recount.streams.dense-snapshots = 0       | recount.streams.dense-snapshots: must be from 1 to 1000000, not 0
            recount.streams.snapshot-thinning = 0     | recount.streams.snapshot-thinning: must be from 1 to 1000000, not 0
            recount.history.connections = 0           | recount.history.connections: must be from 1 to 1000, not 0
            recount.views.max-waiting = 0             | recount.views.max-waiting: must be from 1 to 1000000
            recount.history.max-waiting = none        | recount.history.max-waiting: must be a whole number
            recount.log-level = LOUD                  | recount.log-level: must be one of ERROR, WARN, INFO, DEBUG, not LOUD
            recount.log-format = xml                  | recount.log-format: must be one of text, json, not xml
            recount.domains = bank                    | recount.domains: must be a list of texts
            recount.domain = bank                     | recount.domain: must be a group of settings
            recount.domain.shop = 1                   | recount.domain.shop: must be a group of settings
            recount.domain.shop.smtp-host = [1]       | recount.domain.shop.smtp-host: must be a text, a number, true or false
            recount.domain.shop.smtp.host = x         | recount.domain.shop.smtp: must be a text, a number, true or false
            recount.domain.shop.smtp-host = null      | recount.domain.shop.smtp-host: must be a text, a number, true or false
            recount.cluster.host = "recount 0"        | recount.cluster.host: must be a host name or an address, not recount 0
            recount.cluster.host = a-name-that-is-longer-than-others-can-see-of-it.net | recount.cluster.host: must have at most 55 characters
            recount.cluster.seed-nodes = [alone]      | recount.cluster.seed-nodes: a node is a host:port, not alone
            recount.cluster.seed-nodes = ["a'b:1"]    | recount.cluster.seed-nodes: must be a host name or an address, not a'b
            recount.cluster.seed-nodes = ["a:1"]      | recount.cluster.port: must not be 0 where there are seed-nodes
            recount.cluster { port = 1, seed-nodes = ["a:1"] } | recount.cluster.tls.key-file: must be set where there are seed-nodes
            recount.cluster { port = 1, seed-nodes = ["a:1"], tls { key-file = k, ca-file = c } } | recount.cluster.tls.certificate-file: must be set
            recount.cluster { port = 1, seed-nodes = ["a:1"], tls { key-file = k, certificate-file = c } } | recount.cluster.tls.ca-file: must be set
            recount.cluster { insecure = on, tls.ca-file = c } | recount.cluster.insecure: must be off where the files of tls are set
            recount.cluster.tls.reload-interval = 1 ms | recount.cluster.tls.reload-interval: must be from 1000 ms to 86400000 ms
            recount { http                            | own.conf
            recount.access.proxy.header = "X User"  | recount.access.proxy.header: must be the name of a header
            recount.access.proxy.header = "X-User:" | recount.access.proxy.header: must be the name of a header
            recount.access.proxy.header = Content-Type | recount.access.proxy.header: must be a header that tells of the caller alone
            recount.access.proxy.header = recount-after | recount.access.proxy.header: must be a header that tells of the caller alone
            recount.access.proxy.header = X-User | recount.access.proxy.addresses: must name the addresses that the proxy talks from
            recount.access.proxy { header = X-User, addresses = [proxy] } | recount.access.proxy.addresses: must be addresses such as 10.0.0.7, not proxy
            recount.access.rules = [{ roles = ["*"], rights = [read] }] | recount.access.rules: there must be none where nothing tells who callers are
            recount.access.rules = [{ role = x }] | recount.access.rules, entry 1: role: there is no such setting
            recount.access.rules = [{ roles = [x] }] | recount.access.rules, entry 1.rights: must name one at least
            recount.access.rules = [{ rights = [read] }] | recount.access.rules, entry 1.roles: must name one at least
            recount.access.rules = [{ roles = [x], rights = [reed] }] | recount.access.rules, entry 1.rights: must be of read, write, subscribe, query, personal, preview, correct, approve, erase, archive, operate and admin, not reed
            recount.access.rules = [{ roles = [x], rights = [read], streams = [account] }] | recount.access.rules, entry 1.streams: must be patterns such as account/*
            recount.access.rules = [{ roles = [x], rights = [read], streams = ["account/{x"] }] | recount.access.rules, entry 1.streams: must be a text in which
            recount.access.rules = [{ roles = [x], rights = [query], rows = { owner = x } }] | recount.access.rules, entry 1.rows: are those of views, which it has to name
            recount.access.rules = [{ roles = [x], rights = [read], commands = [Open] }] | recount.access.rules, entry 1.commands: can be sent by those alone
            recount.access.roles = { teller = ["handler:x"] } | recount.access.roles.teller: handler:x is the name of an event handler
            recount.access.client-ca-file = ca.pem | recount.access.client-ca-file: takes recount.http.tls
            recount.access.issuers = [{ issuer = "https://id.example.com" }] | recount.access.issuers, entry 1.audience: must not be empty
            recount.access.issuers = [{ issuer = "http://id.example.com", audience = recount }] | recount.access.issuers, entry 1.issuer: must begin with https://
            recount.access.issuers = [{ issuer = "https://id.example.com", audience = recount, algorithms = [HS256] }] | recount.access.issuers, entry 1.algorithms: must be of
            recount.access.issuers = [{ issuer = "https://id.example.com", audience = recount, algorithms = [none] }] | recount.access.issuers, entry 1.algorithms: must be of
            recount.http.tls.reload = 1 minute        | recount.http.tls.reload: there is no such setting
            recount.http.cors.allowed-origins = ["*"] | recount.http.cors.allowed-origins: must be a scheme, a host and perhaps a port
            recount.http.cors.allowed-origins = ["https://a/"] | recount.http.cors.allowed-origins: must be a scheme, a host and perhaps a port
            recount.http.cors.max-age = 2 days        | recount.http.cors.max-age: must be from 0 ms to 86400000 ms
            recount.http.rate-limits.per-address.per-second = -1 | recount.http.rate-limits.per-address.per-second: must be from 0 to 1000000, not -1
            recount.http.rate-limits.per-caller.burst = 0 | recount.http.rate-limits.per-caller.burst: must be from 1 to 1000000, not 0
            recount.http.rate-limits.max-kept = 0     | recount.http.rate-limits.max-kept: must be from 1 to 10000000, not 0
            recount.journal.postgres.user = recount   | recount.journal.postgres.url: must not be empty where there is a user or a password
            recount.journal.postgres.password = x     | recount.journal.postgres.url: must not be empty where there is a user or a password
            recount.privacy.cached-subjects = 0       | recount.privacy.cached-subjects: must be from 1 to 10000000, not 0
            recount.privacy.cached-for = 0 s          | recount.privacy.cached-for: must be from 100 ms to 3600000 ms
            recount.privacy.database.user = recount   | recount.privacy.database.url: must not be empty where there is a user or a password
            recount.privacy.database.url = "mysql://s3cret" | recount.privacy.database.url: must be a JDBC URL such as jdbc:postgresql:
            recount.privacy.master-key = x            | recount.privacy.master-key: must be a group of settings
            recount.journal.further = x               | recount.journal.further: must be a list of groups of settings
            recount.journal.further = [{ url = x }]   | recount.journal.further: there can be further journals only beside one
            recount.journal { postgres.url = "jdbc:postgresql://a/b", further = [{ url = x }] } | recount.journal.further, entry 1.url: must be a JDBC URL
            recount.journal { postgres.url = "jdbc:postgresql://a/b", further = [{ place = x }] } | recount.journal.further, entry 1: place: there is no such setting; known here are password, url, user
            recount.journal { postgres.url = "jdbc:postgresql://a/b", further = [{ user = x }] } | recount.journal.further, entry 1.url: must be a JDBC URL
            recount.seal.origin = "a/rejections"      | recount.seal.origin: must not end with /rejections
            recount.seal.origin = "a b"               | recount.seal.origin: must be a name of letters
            recount.archive.interval = 1 day          | recount.archive.interval: needs recount.archive.folder
            recount { seal.interval = 5 m, decisions.keep-rejections = 2 m } | recount.decisions.keep-rejections: must be longer than recount.seal.interval
            recount.seal.interval = 2 hours           | recount.seal.interval: must be from 0 ms to 3600000 ms
            recount.seal.witnesses = x                | recount.seal.witnesses: must be a list of groups of settings
            recount.seal.witnesses = [{ url = "http://w", name = w }] | recount.seal.witnesses, entry 1: name: there is no such setting; known here are key, url
            recount.seal.witnesses = [{ url = "ftp://w", key = x }] | recount.seal.witnesses, entry 1.url: must be a URL such as https://host/path
            recount.seal.witnesses = [{ url = "http://w?x", key = x }] | recount.seal.witnesses, entry 1.url: must be the beginning of an address
            recount.seal.witnesses = [{ url = "http://w", key = x }] | recount.seal.witnesses, entry 1.key: must be a verifier key: a name
            recount.seal.witnesses = [{ url = "http://w", key = "example.com/foo+530d903d+ASJQMjvVZU3A4SUOQrmE3RjAyZIDjMtWkyoOJqPqvyyO" }] | recount.seal.witnesses, entry 1.key: must be a verifier key by Ed25519 of the type 4
            recount.seal.witnesses-needed = 1         | recount.seal.witnesses-needed: must be no more than there are in recount.seal.witnesses, which are 0
            recount.seal.witnesses-needed = -1        | recount.seal.witnesses-needed: must be from 0 to 32, not -1
            recount.seal.webhook = "http://u:s3cret@host/" | recount.seal.webhook: must be a URL such as https://host/path, without a user
            recount.seal.webhook = nowhere            | recount.seal.webhook: must be a URL such as https://host/path
            recount.seal { interval = 0, checkpoint-file = x } | recount.seal.checkpoint-file: must be empty while recount.seal.interval is 0
            recount.seal { interval = 0, webhook = "http://w" } | recount.seal.webhook: must be empty while recount.seal.interval is 0
            recount.s3.endpoint = minio               | recount.s3.endpoint: must be a URL such as https://host/path
            recount.s3.endpoint = "http://host?x"     | recount.s3.endpoint: must be the address of a server, and so have no query
            recount.s3.path-style = maybe             | recount.s3.path-style: must be on or off
            recount.s3.access-key = x                 | recount.s3.secret-key: must not be empty where the other one is set
            recount.s3.secret-key = s3cret            | recount.s3.access-key: must not be empty where the other one is set
            recount.s3 { profile = p, access-key = x, secret-key = y } | recount.s3.profile: must be empty where there is an access-key
            recount.s3.object-lock = on               | recount.s3.object-lock: must be one of none, governance, compliance, not on
            recount.s3.object-lock = governance       | recount.s3.retention-days: must be at least 1 where there is an object-lock
            recount.s3.retention-days = 7             | recount.s3.retention-days: must be 0 where object-lock is none
            recount.s3.retention-days = -1            | recount.s3.retention-days: must be from 0 to 36500, not -1
            """)
    void namesTheSettingThatCannotBeUsed(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesTheVariableOfTheEnvironmentThatNothingReads() throws IOException {
        Path file = Files.writeString(
                folder.resolve("own.conf"),
                "include file(\"" + Path.of("conf/postgres.conf").toAbsolutePath() + "\")");

        assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of("RECOUNT_POSTGRES_ULR", "jdbc:postgresql:x")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("the environment variable RECOUNT_POSTGRES_ULR is read by nothing: " + file
                        + " reads RECOUNT_POSTGRES_PASSWORD, RECOUNT_POSTGRES_URL, RECOUNT_POSTGRES_USER");
        assertThatThrownBy(() -> Settings.read(Optional.empty(), Map.of("RECOUNT_POSTGRES_URL", "jdbc:postgresql:x")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("the environment variable RECOUNT_POSTGRES_URL is read by nothing:"
                        + " there is no file of settings (--config) that names it");
    }

    @Test
    void letsBeWhatScriptsAndKubernetesReadAndTell() {
        Map<String, String> environment = Map.of(
                "RECOUNT_POSTGRES_PASSWORD", "s3cret",
                "RECOUNT_JAVA_OPTS", "-Xmx1g",
                "RECOUNT_CLUSTER_NODES", "5",
                "RECOUNT_SERVICE_HOST", "10.0.0.1",
                "RECOUNT_NODES_SERVICE_PORT_HTTP", "8080",
                "RECOUNT_PORT", "tcp://10.0.0.1:8080",
                "RECOUNT_PORT_8080_TCP_ADDR", "10.0.0.1",
                "RECOUNTS", "others");

        Settings settings = Settings.read(Optional.of(Path.of("conf/postgres.conf")), environment);

        assertThat(settings.journal().place()).isInstanceOf(DatabasePlace.Postgres.class);
    }

    @Test
    void readsWhereANodeIsReachedAndWhereItListens() throws IOException {
        ClusterSettings reached = read("recount.cluster { host = recount-0.recount-nodes, port = 7355 }")
                .cluster();
        assertThat(reached.host()).isEqualTo("recount-0.recount-nodes");
        assertThat(reached.bindHost()).isEqualTo("recount-0.recount-nodes");

        ClusterSettings behind = read("recount.cluster { host = recount-0, bind-host = 0.0.0.0 }")
                .cluster();
        assertThat(behind.host()).isEqualTo("recount-0");
        assertThat(behind.bindHost()).isEqualTo("0.0.0.0");
    }

    @Test
    void readsWhereThePostgresIs() throws IOException {
        Settings settings = read("""
                recount.journal.postgres {
                  url = "jdbc:postgresql://db:5432/recount?password=s3cret"
                  user = recount
                  password = s3cret
                }
                """);

        assertThat(settings.journal().place())
                .isEqualTo(new DatabasePlace.Postgres(
                        "jdbc:postgresql://db:5432/recount?password=s3cret",
                        "recount",
                        "s3cret",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15)))
                .hasToString("jdbc:postgresql://db:5432/recount");
    }

    @Test
    void readsWhereFurtherJournalsAre() throws IOException {
        Settings settings = read("""
                recount.journal {
                  postgres { url = "jdbc:postgresql://db:5432/one", statement-timeout = 7 s }
                  further = [
                    { url = "jdbc:postgresql://db:5432/two", user = recount, password = s3cret }
                    { url = "jdbc:postgresql://other:5432/three?password=s3cret" }
                  ]
                }
                """);

        assertThat(settings.journal().further())
                .containsExactly(
                        new DatabasePlace.Postgres(
                                "jdbc:postgresql://db:5432/two",
                                "recount",
                                "s3cret",
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(7)),
                        new DatabasePlace.Postgres(
                                "jdbc:postgresql://other:5432/three?password=s3cret",
                                "",
                                "",
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(7)));
        assertThat(settings.journal())
                .hasToString("jdbc:postgresql://db:5432/one, jdbc:postgresql://db:5432/two,"
                        + " jdbc:postgresql://other:5432/three");
    }

    @Test
    void readsWhoRemembersCheckpoints() throws IOException {
        assertThat(read("").integrity().outside()).isEqualTo(OutsideSettings.NOTHING);
        try (TestWitness witness = TestWitness.start("witness.example")) {
            String entry = "{ url = \"https://witness.example/at/\", key = \"" + witness.key() + "\" }";
            OutsideSettings outside = read("recount.seal { witnesses = [" + entry
                            + "], witnesses-needed = 1, checkpoint-file = \"/mnt/checkpoints\","
                            + " webhook = \"https://host/take?token=x\" }")
                    .integrity()
                    .outside();

            assertThat(outside.witnesses())
                    .containsExactly(
                            new Witness(URI.create("https://witness.example/at"), WitnessKey.parse(witness.key())));
            assertThat(outside.needed()).isEqualTo(1);
            assertThat(outside.file()).hasValue(Path.of("/mnt/checkpoints"));
            assertThat(outside.webhook()).hasValue(URI.create("https://host/take?token=x"));
            assertThatThrownBy(() -> read("recount.seal.witnesses = [" + entry + "," + entry + "]"))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("recount.seal.witnesses, entry 2.key: must be another one");
            assertThatThrownBy(() -> read("recount.seal { interval = 0, witnesses = [" + entry + "] }"))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("recount.seal.witnesses: must be empty while recount.seal.interval is 0, as no"
                            + " checkpoint is ever signed then");
        }
    }

    @Test
    void readsWhereObjectsAreStored() throws IOException {
        assertThat(read("").integrity().s3())
                .isEqualTo(new S3Settings(
                        Optional.empty(), Optional.empty(), false, new S3Access.Found(), Optional.empty()));
        assertThat(read("""
                        recount.s3 {
                          endpoint = "https://minio:9000", region = eu-1, path-style = on, access-key = id, secret-key = s3cret
                          object-lock = compliance, retention-days = 3650
                        }""").integrity().s3())
                .isEqualTo(new S3Settings(
                        Optional.of(URI.create("https://minio:9000")),
                        Optional.of("eu-1"),
                        true,
                        new S3Access.Key("id", "s3cret"),
                        Optional.of(new ObjectLock(ObjectLock.Mode.COMPLIANCE, 3650))));
        assertThat(read("recount.s3.profile = archive").integrity().s3().access())
                .isEqualTo(new S3Access.Profile("archive"));
    }

    @Test
    void findsTheKeysBesideTheJournal() throws IOException {
        KeyPlaces places = Settings.read(Optional.empty()).privacy().places();
        assertThat(places.database()).isEqualTo(new DatabasePlace.Folder(Path.of("data/keys")));
        assertThat(places.masterKeyFile()).isEqualTo(Path.of("data/keys/master.json"));
        assertThat(places.kms()).isEmpty();

        KeyPlaces moved = Settings.read(Optional.empty())
                .withData(Path.of("elsewhere"))
                .privacy()
                .places();
        assertThat(moved.database()).isEqualTo(new DatabasePlace.Folder(Path.of("elsewhere/keys")));
        assertThat(moved.masterKeyFile()).isEqualTo(Path.of("elsewhere/keys/master.json"));

        Settings onPostgres = read("recount.journal.postgres.url = \"jdbc:postgresql://db:5432/recount\"");
        assertThat(onPostgres.privacy().places().database())
                .isEqualTo(onPostgres.journal().place());
        assertThat(onPostgres.privacy().places().setting()).isEqualTo("recount.journal.postgres");
        assertThat(onPostgres.privacy().places().masterKeyFile()).isEqualTo(Path.of("data/keys/master.json"));
    }

    @Test
    void findsTheKeysWhereTheyAreSet() throws IOException {
        KeyPlaces places = read("""
                        recount.privacy {
                          folder = secret
                          database { url = "jdbc:postgresql://keys:5432/keys", user = recount, password = s3cret }
                          master-key.kms = "aws-kms://arn"
                        }
                        """).withData(Path.of("elsewhere")).privacy().places();

        assertThat(places.database())
                .isEqualTo(new DatabasePlace.Postgres(
                        "jdbc:postgresql://keys:5432/keys",
                        "recount",
                        "s3cret",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15)));
        assertThat(places.setting()).isEqualTo("recount.privacy.database");
        assertThat(places.masterKeyFile()).isEqualTo(Path.of("secret/master.json"));
        assertThat(places.kms()).hasValue("aws-kms://arn");
        assertThat(read("recount.privacy { folder = secret, master-key.file = \"m.json\" }")
                        .privacy()
                        .places())
                .satisfies(set -> assertThat(set.database()).isEqualTo(new DatabasePlace.Folder(Path.of("secret"))))
                .satisfies(set -> assertThat(set.masterKeyFile()).isEqualTo(Path.of("m.json")));
    }

    @Test
    void readsTheExampleForPostgres() {
        Settings settings = Settings.read(Optional.of(Path.of("conf/postgres.conf")));

        assertThat(settings.journal().place()).isInstanceOf(DatabasePlace.Postgres.class);
    }

    @Test
    void repeatsNoAddressThatMayHoldAPassword() {
        assertThatThrownBy(() -> read("recount.journal.postgres.url = \"jdbc:postgresql://db:port/x?password=s3cret\""))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void namesTheFileThatIsMissing() {
        Path missing = folder.resolve("missing.conf");

        assertThatThrownBy(() -> Settings.read(Optional.of(missing)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void findsDomainsByServiceOrByName() {
        ClassLoader loader = getClass().getClassLoader();

        assertThat(Domains.find(List.of(), loader)).hasAtLeastOneElementOfType(Bank.class);
        assertThat(Domains.find(List.of(Bank.class.getName()), loader))
                .singleElement()
                .isInstanceOf(Bank.class);
    }

    @ParameterizedTest
    @CsvSource({"dev.recount.Missing", "java.lang.String", "dev.recount.example.bank.account.Account"})
    void namesTheDomainThatCannotBeMade(String className) {
        assertThatThrownBy(() -> Domains.find(List.of(className), getClass().getClassLoader()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(className);
    }

    @Test
    void readsTheSettingsOfDomainsAsTheyAreWritten() throws IOException {
        Settings settings = read("""
                recount.domain.shop { smtp-port = 0025, abandoned-after = 1 day, "a.b" = true }
                recount.domain.empty {}
                """);

        assertThat(settings.domainSettings())
                .isEqualTo(Map.of(
                        "shop", Map.of("smtp-port", "0025", "abandoned-after", "1 day", "a.b", "true"),
                        "empty", Map.of()));
        assertThat(Settings.read(Optional.empty()).domainSettings()).isEmpty();
    }

    @Test
    void givesEachDomainItsOwnSettings() {
        Domain shop = Domains.configure(
                        List.of(new Bank(), new Shop()), Map.of("shop", Map.of("smtp-host", "localhost")))
                .getLast();

        assertThat(shop.handlers()).extracting(Handler::name).contains("confirm-order");
    }

    @Test
    void namesTheDomainThatIsNotServedOrHasNoSettings() {
        List<Domain> bank = List.of(new Bank());

        assertThatThrownBy(() -> Domains.configure(bank, Map.of("shop", Map.of("smtp-host", "localhost"))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("recount.domain.shop: no such domain is served; served are bank");
        assertThatThrownBy(() -> Domains.configure(bank, Map.of("bank", Map.of("vault", "deep"))))
                .isInstanceOf(DomainException.class)
                .hasMessage("recount.domain.bank: this domain has no settings");
    }
}
