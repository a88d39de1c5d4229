package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands with personal data are tried without keys, and told as when they are sent. */
class PreviewOfPersonalDataTest {

    private static final String ADA = "{\"name\":\"Ada\"}";

    @TempDir
    Path folder;

    private static Answer name(TestClient client, String query, String json) {
        return client.post("/streams/person/1/Name" + query, json, "Idempotency-Key", "one");
    }

    private long keys() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.toAbsolutePath().resolve("keys/keystore")
                                + ";DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE",
                        "recount",
                        "");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM recount_keys.subject_key")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void makesNoKeyAndKnowsRepeatsAndTheErased() throws SQLException {
        try (TestServer server = TestServer.start(folder, new People())) {
            TestClient client = server.client();

            for (String query : List.of("?dryRun=true", "?dryRun=true&version=0")) {
                Answer told = name(client, query, ADA);
                assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
                assertThat(told.body().path("state").path("name").asText()).isEqualTo("Ada");
                assertThat(told.body()
                                .path("events")
                                .path(0)
                                .path("data")
                                .path("name")
                                .asText())
                        .isEqualTo("Ada");
                assertThat(told.response().body()).doesNotContain("$personal", "$sealed");
            }
            assertThat(keys()).isZero();

            assertThat(name(client, "", ADA).status()).isEqualTo(200);
            assertThat(keys()).isEqualTo(1);
            for (String query : List.of("?dryRun=true", "?dryRun=true&version=1")) {
                assertThat(name(client, query, ADA).body().path("repeat").asBoolean())
                        .as(query)
                        .isTrue();
                assertThat(name(client, query, "{\"name\":\"Bea\"}").code())
                        .as(query)
                        .isEqualTo("COMMAND_ID_REUSED");
            }

            assertThat(client.post("/subjects/person/1/erase", "{\"ground\":\"asked to\"}")
                            .status())
                    .isEqualTo(200);
            for (String query : List.of("?dryRun=true", "?dryRun=true&version=0", "")) {
                assertThat(client.post("/streams/person/1/Nickname" + query, "{\"nickname\":\"A\"}")
                                .code())
                        .as(query)
                        .isEqualTo("SUBJECT_ERASED");
            }
        }
    }
}
