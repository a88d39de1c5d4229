package dev.recount.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.evolution.notes.First;
import dev.recount.evolution.notes.Notes;
import dev.recount.evolution.notes.Second;
import dev.recount.evolution.notes.Third;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.stored.EventShapes;
import dev.recount.model.Aggregate;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.UnreadablePolicy;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that gain a field, read by code that knows it and by code that does not, on every database. */
abstract class NewFieldsContract {

    @TempDir
    Path folder;

    private DatabasePlace place = new DatabasePlace.Folder(Path.of("."));

    abstract DatabaseKind kind();

    @BeforeEach
    void findAPlace() {
        place = TestDatabases.settings(kind(), folder).place();
    }

    private TestServer start(Aggregate<Notes.State, Notes.Command, ?> rules, UnreadablePolicy unreadable) {
        return TestServer.start(
                folder,
                settings -> settings.withJournal(settings.journal().in(place)).withUnreadable(unreadable),
                Notes.under(rules));
    }

    private void write(Aggregate<Notes.State, Notes.Command, ?> rules, String... streams) {
        try (TestServer server = start(rules, UnreadablePolicy.REFUSE)) {
            for (String stream : streams) {
                assertThat(server.client()
                                .post("/streams/note/" + stream + "/Write", "{\"text\":\"milk\"}")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void areReadByThoseWhoDoNotKnowTheField() {
        write(new First(), "1");
        write(new Second(), "1");

        try (TestServer server = start(new First(), UnreadablePolicy.REFUSE)) {
            TestClient client = server.client();
            assertThat(client.post("/streams/note/1/Write", "{\"text\":\"bread\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(client.get("/streams/note/1").body().at("/state/written").asInt())
                    .isEqualTo(3);
            assertThat(client.get("/streams/note/1/events")
                            .body()
                            .at("/events/1/data/colour")
                            .asText())
                    .as("what is stored is told whole")
                    .isEqualTo("red");
        }
    }

    @Test
    void stopTheStartOfThoseWhoNeedTheFieldUnlessTold() {
        write(new First(), "1", "2", "2");
        write(new Second(), "3");

        assertNotStarted("note.Written/1 (3), ", "colour was {\"optional\":\"text\"}", "Upcaster.from(\"Written\", 1)");
        try (TestServer server = start(new Third(), UnreadablePolicy.ALLOW)) {
            TestClient client = server.client();
            assertThat(client.get("/streams/note/1").code()).isEqualTo("STREAM_DAMAGED");
            assertThat(client.get("/streams/note/3").status()).isEqualTo(200);
        }
        assertNotStarted("note.Written/1 (3), ");
    }

    @Test
    void letThoseStartWhoNeedTheFieldWhereEveryEventHasIt() {
        write(new Second(), "1", "2");

        write(new Third(), "1", "2", "3");
        write(new Third(), "3");
    }

    @Test
    void areLookedAtWhereNobodyKeptTheirShapes() {
        write(new First(), "1", "2");
        try (Journals journals = Journals.open(TestDatabases.settings(place))) {
            var shapes = new EventShapes(journals.home());
            shapes.all().forEach(shapes::remove);
        }

        assertNotStarted("note.Written/1 (2), ", "colour: is missing");
    }

    @Test
    void areMissedInCorrectionsTooUntilThoseAreTakenBack() {
        write(new Second(), "1");
        send(client -> client.post(
                "/streams/note/1/corrections",
                "{\"version\":1,\"read\":[{\"event\":\"Written\",\"data\":{\"text\":\"bread\"}}],"
                        + "\"reason\":\"typo\"}"));

        assertNotStarted("note.recount.Corrected/1 (1), ", "colour: must not be null");

        send(client -> client.send(client.request("/streams/note/1/corrections/2?reason=no")
                .DELETE()
                .build()));
        write(new Third(), "1");
    }

    private void send(Function<TestClient, Answer> request) {
        try (TestServer server = start(new Second(), UnreadablePolicy.REFUSE)) {
            Answer answer = request.apply(server.client());
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        }
    }

    private void assertNotStarted(String... problems) {
        assertThatThrownBy(() -> start(new Third(), UnreadablePolicy.REFUSE).close())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("recount.journal.unreadable-events")
                .hasMessageContainingAll(problems);
    }
}
