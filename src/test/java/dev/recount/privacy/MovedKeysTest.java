package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.privacy.settings.PrivacySettings;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.move.JournalMove;
import dev.recount.server.move.MovedKeys;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys of a data folder's personal data, moved into a PostgreSQL with the journal. */
@Tag("slow")
class MovedKeysTest {

    private static final Subject FORGOTTEN = new Subject("person", "2");

    @TempDir
    private Path folder;

    @BeforeEach
    void live() {
        try (TestServer server = TestServer.start(folder, new People(false))) {
            name(server.client(), "1", "Xanthippe");
            name(server.client(), "2", "Balduin");
        }
        try (SubjectKeys keys = SubjectKeys.open(settings().privacy(), Clock.systemUTC())) {
            keys.erase(FORGOTTEN, new Erasure(FORGOTTEN, Instant.EPOCH, "clerk", "a wish", Optional.empty()));
        }
    }

    private JournalSettings source() {
        return TestDatabases.settings(DatabaseKind.H2, folder);
    }

    private Settings settings() {
        return Settings.read(Optional.of(TestServer.PATIENT)).withData(folder);
    }

    private static void name(TestClient client, String person, String name) {
        assertThat(client.post("/streams/person/" + person + "/Name", "{\"name\":\"" + name + "\"}")
                        .status())
                .isEqualTo(200);
    }

    static Stream<Optional<DatabasePlace.Postgres>> places() {
        return Stream.of(Optional.empty(), Optional.of(TestDatabases.emptyPostgres()));
    }

    private PrivacySettings privacy(JournalSettings journal, Optional<DatabasePlace.Postgres> own) {
        PrivacySettings read = settings().privacy();
        return new PrivacySettings(
                new KeyPlaces(
                        journal.place(),
                        folder,
                        Optional.empty(),
                        own,
                        read.places().masterKey()),
                read.memory());
    }

    @ParameterizedTest
    @MethodSource("places")
    void openWhatTheyOpenedBeforeAndNothingThatIsErased(Optional<DatabasePlace.Postgres> own) {
        JournalSettings target = TestDatabases.settings(TestDatabases.emptyPostgres());
        PrivacySettings privacy = privacy(target, own);

        Optional<MovedKeys> moved = JournalMove.run(source(), target, privacy.places(), false, (_, _) -> {});

        Path masterKey = folder.resolve("keys").resolve("master.json");
        assertThat(moved).isPresent();
        assertThat(moved.get().masterKeyBefore()).isEqualTo(masterKey).exists();
        assertThat(moved.get().masterKeyNow()).isEqualTo(masterKey);
        assertThat(moved.get().file()).exists();
        try (TestServer server = TestServer.start(
                folder, settings -> settings.withJournal(target).withPrivacy(privacy), new People(false))) {
            assertThat(nameOf(server.client(), "1").asText()).isEqualTo("Xanthippe");
            assertThat(nameOf(server.client(), "2").isNull()).isTrue();
            name(server.client(), "1", "Xanthia");
            name(server.client(), "3", "Cosima");
            assertThat(server.client()
                            .post("/streams/person/2/Name", "{\"name\":\"Balduin\"}")
                            .status())
                    .isNotEqualTo(200);
        }
    }

    private static JsonNode nameOf(TestClient client, String person) {
        return client.get("/streams/person/" + person).body().path("state").path("name");
    }

    @ParameterizedTest
    @MethodSource("places")
    void areNotThereWhereTheMoveWasBrokenOff(Optional<DatabasePlace.Postgres> own) {
        JournalSettings target = TestDatabases.settings(TestDatabases.emptyPostgres());
        KeyPlaces places = privacy(target, own).places();
        List<String> tables = new ArrayList<>();

        assertThatIllegalStateException()
                .isThrownBy(() -> JournalMove.run(source(), target, places, false, (table, rows) -> {
                    tables.add(table + " " + rows);
                    if (table.equals("view_state")) {
                        throw new IllegalStateException("broken off");
                    }
                }))
                .withMessage("broken off");
        JournalMove.run(source(), target, places, false, (_, _) -> {});

        assertThat(tables)
                .startsWith(
                        "recount_keys.subject_key 1",
                        "recount_keys.erasure 1",
                        "recount_keys.master_key_proof 1",
                        "event_journal 4");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> JournalMove.run(source(), target, places, false, (_, _) -> {}))
                .withMessageContaining("the PostgreSQL is not empty: there is something in event_journal already");
    }

    @Test
    void areNotMovedToOthers() {
        JournalSettings target = TestDatabases.settings(TestDatabases.emptyPostgres());
        PrivacySettings privacy = privacy(target, Optional.empty());
        SubjectKeys.open(privacy, Clock.systemUTC()).close();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> JournalMove.run(source(), target, privacy.places(), false, (_, _) -> {}))
                .withMessageContaining("there is something in recount_keys.master_key_proof already");
    }
}
