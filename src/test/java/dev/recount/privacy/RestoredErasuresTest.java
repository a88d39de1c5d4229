package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.sql.DatabaseException;
import dev.recount.server.Pause;
import dev.recount.server.RestoredServer;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose journal or keys are put back to a day before somebody was forgotten. */
class RestoredErasuresTest {

    private static final String PERSON = "/streams/person/1";

    @TempDir
    Path folder;

    private Path data = Path.of("");
    private Path before = Path.of("");

    private TestServer start() {
        return TestServer.start(data, new People());
    }

    private void eraseOneDayLater() throws IOException {
        data = folder.resolve("data");
        before = folder.resolve("before");
        try (TestServer server = start()) {
            require(server.client().post(PERSON + "/Name", "{\"name\":\"Ann Quux\"}"));
            Pause.until(() -> server.client().get("/views/entries/1").status() == 200);
        }
        copy(data, before);
        try (TestServer server = start()) {
            require(server.client().post("/subjects/person/1/erase", "{\"ground\":\"asked to\"}"));
        }
    }

    private static Answer require(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.resolveSibling(""));
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private int eraseAgain() {
        return RestoredServer.goOn(
                        Settings.read(Optional.of(TestServer.PATIENT)).withData(data), false)
                .orElseThrow();
    }

    private void assertForgotten() {
        try (TestServer server = start()) {
            TestClient client = server.client();
            Pause.until(() -> client.get("/subjects/person/1").body().has("erased"));
            assertThat(client.get(PERSON).body().path("state").path("name").isNull())
                    .isTrue();
            for (String path : new String[] {
                PERSON + "/events", "/events", "/views/entries", "/streams/letter/to-1", "/subjects/person/1/export"
            }) {
                assertThat(client.get(path).response().body()).as(path).doesNotContain("Quux");
            }
            assertThat(client.get("/events?type=recount-subject").body().path("events"))
                    .hasSize(1);
        }
    }

    @Test
    void forgetsAgainByTheLedgerWhereTheJournalIsOfBefore() throws IOException {
        eraseOneDayLater();
        copyFile("journal.mv.db");

        assertThat(eraseAgain()).isZero();

        assertForgotten();
    }

    @Test
    void forgetsAgainByTheLogWhereTheKeysAreOfBefore() throws IOException {
        eraseOneDayLater();
        copy(before.resolve("keys"), data.resolve("keys"));

        assertThat(eraseAgain()).isEqualTo(1);
        assertThat(eraseAgain()).isZero();

        assertForgotten();
    }

    @Test
    void refusesKeysThatAreNotTheJournals() throws IOException {
        eraseOneDayLater();
        Files.move(data.resolve("keys"), folder.resolve("lost"));

        assertThatThrownBy(this::verify)
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("recount.privacy.folder: ");
        assertThat(data.resolve("keys")).doesNotExist();
        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith(
                            "recount.privacy.folder: the keys there are not those that the personal data of the journal");
        }
        assertThatThrownBy(this::eraseAgain).isInstanceOf(DatabaseException.class);

        copy(folder.resolve("lost"), data.resolve("keys"));
        assertForgotten();
    }

    private void verify() {
        var _ = new StoppedServer(Settings.read(Optional.of(TestServer.PATIENT)).withData(data), List.of(new People()))
                .verify(List.of(), _ -> {}, _ -> {});
    }

    private void copyFile(String name) throws IOException {
        Files.copy(before.resolve(name), data.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
