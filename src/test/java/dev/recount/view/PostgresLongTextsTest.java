package dev.recount.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.TestDatabases;
import dev.recount.evolution.notes.First;
import dev.recount.evolution.notes.Notes;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts in keys and indexes that are longer than PostgreSQL can sort by. */
@Tag("slow")
class PostgresLongTextsTest {

    record ByText(String text, String stream) {}

    record ByStream(String stream, String text) {}

    private static final StreamType<Notes.State, Notes.Command, First.Event> NOTE = StreamType.of("note", new First());

    @TempDir
    Path folder;

    private static Domain notes() {
        return new Domain() {
            @Override
            public String name() {
                return "notes";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(NOTE);
            }

            @Override
            public List<View<?>> views() {
                return List.of(
                        View.of("by-text", ByText.class).on(NOTE, (event, context, rows) -> {
                            if (event instanceof First.Event.Written(var text)) {
                                rows.put(new ByText(text, context.stream().id()));
                            }
                        }),
                        View.of("by-stream", ByStream.class).index("text").on(NOTE, (event, context, rows) -> {
                            if (event instanceof First.Event.Written(var text)) {
                                rows.put(new ByStream(context.stream().id(), text));
                            }
                        }));
            }
        };
    }

    /** PostgreSQL compresses what repeats itself. */
    private static String text(String begin, int length) {
        return begin
                + new Random(4711)
                        .ints(length, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    private static void write(TestClient client, String note, String text) {
        assertThat(client.post("/streams/note/" + note + "/Write", "{\"text\":\"" + text + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode rows(TestClient client, String path) {
        return client.get(path).body().path("rows");
    }

    @Test
    void areKeptAndFoundAndSortedAsShortOnesAre() {
        String longest = text("b", 5_000);
        List<String> texts = List.of("c", text("a", 3_000), longest, "short");
        try (TestServer server = TestServer.start(
                folder, settings -> settings.withJournal(TestDatabases.settings(TestDatabases.postgres())), notes())) {
            TestClient client = server.client();
            for (int i = 0; i < texts.size(); i++) {
                write(client, "n" + i, texts.get(i));
            }
            Pause.until(() -> rows(client, "/views/by-text").size() == texts.size());

            assertThat(rows(client, "/views/by-text?sort=text").findValuesAsText("text"))
                    .containsExactlyElementsOf(texts.stream().sorted().toList());
            Pause.until(() -> rows(client, "/views/by-stream").size() == texts.size());
            assertThat(rows(client, "/views/by-stream?text=c").findValuesAsText("stream"))
                    .containsExactly("n0");

            write(client, "again", longest);
            Pause.until(() -> rows(client, "/views/by-text?stream=again").size() == 1);
            assertThat(rows(client, "/views/by-text")).as("it is one row still").hasSize(texts.size());
            assertThat(Stream.of("by-text", "by-stream")
                            .map(view -> client.get("/admin/views/" + view)
                                    .body()
                                    .path("state")
                                    .asText()))
                    .containsOnly("RUNNING");
        }
    }
}
