package dev.recount.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.place.DatabasePlace;
import dev.recount.evolution.today.Warehouse;
import dev.recount.model.domain.Domain;
import dev.recount.model.evolution.Fields;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.type.StreamType;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An upcaster that fails on an event makes it an event that cannot be read, and no more than that. */
class FailingUpcasterTest {

    private record Failing(UnaryOperator<Fields> onSent) implements Domain {
        @Override
        public String name() {
            return "warehouse";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            // There is no name where there was none: some of the stored events cannot be read so.
            return List.of(StreamType.of("article", new dev.recount.evolution.today.Article())
                    .upcast(
                            Upcaster.from("Registered", 1)
                                    .add("price", 1)
                                    .remove("cents")
                                    .add("currency", "CZK"),
                            Upcaster.from("Updated", 1).remove("cents").as("Renamed"),
                            Upcaster.from("Received", 1).drop(),
                            Upcaster.from("Restocked", 1).drop(),
                            Upcaster.from("Sent", 1).map(onSent).drop(),
                            Upcaster.from("Touched", 1).drop()));
        }
    }

    @TempDir
    Path folder;

    @Test
    void isSaidOfTheEventAndHoldsUpNobodyElse() throws IOException, SQLException {
        JournalOfBefore.in(DatabaseKind.H2, new DatabasePlace.Folder(folder)).write(JournalOfBefore.written());
        assertThat(Warehouse.ARTICLE.upcasters().forms())
                .as("all that there is")
                .hasSize(8);
        try (TestServer server =
                TestServer.start(folder, new Failing(fields -> fields.with("x", fields.number("no"))))) {
            TestClient client = server.client();

            assertDamaged(client.get("/streams/article/bolt"), "version 6", "no: is missing");
            assertDamaged(client.get("/streams/article/nut"), "version 2", "does not fit Renamed/1");
            assertThat(client.get("/streams/article/washer").status()).isEqualTo(200);
            assertThat(client.get("/streams/article/bolt/events").code()).isEqualTo("STREAM_DAMAGED");
            JsonNode log = client.get("/events?event=article.Discontinued").body();
            assertThat(log.path("head").asBoolean()).isTrue();
            assertThat(log.path("events")
                            .valueStream()
                            .map(event -> event.path("id").asText() + " " + event.has("problem")))
                    .as("what cannot be read may have been any event")
                    .containsExactly(
                            "article/nut@2 true", "article/nut@3 true", "article/bolt@6 true", "article/nut@7 false");
        }
    }

    static List<Arguments> waysToFail() {
        return List.of(
                failing("defect", "Vanished", () -> new NoClassDefFoundError("Vanished")),
                failing("assertion", "never", () -> new AssertionError("never")),
                failing("overflow", "it has a defect", StackOverflowError::new),
                failing("null", "it has a defect", NullPointerException::new));
    }

    private static Arguments failing(String name, String what, Supplier<Throwable> failure) {
        UnaryOperator<Fields> onSent = _ -> {
            throw sneaky(failure.get());
        };
        return Arguments.of(Named.of(name, onSent), what);
    }

    @SuppressWarnings("unchecked") // thrown as it is: none of them is checked
    private static <X extends Throwable> RuntimeException sneaky(Throwable failure) throws X {
        throw (X) failure;
    }

    @ParameterizedTest
    @MethodSource("waysToFail")
    void takesNeitherTheServerNorOtherStreamsWithIt(UnaryOperator<Fields> onSent, String what)
            throws IOException, SQLException {
        JournalOfBefore.in(DatabaseKind.H2, new DatabasePlace.Folder(folder)).write(JournalOfBefore.written());
        try (TestServer server = TestServer.start(folder, new Failing(onSent))) {
            TestClient client = server.client();

            assertDamaged(
                    client.get("/streams/article/bolt"), "version 6", "the upcaster of Sent/1 failed on it", what);
            assertDamaged(client.get("/streams/article/bolt?at=2100-01-01"), "version 6", what);
            assertDamaged(client.get("/streams/article/bolt/history"), "version 6", what);
            assertDamaged(client.get("/streams/article/bolt/diff?from=1"), "version 6", what);
            assertThat(client.get("/streams/article/bolt?version=5").status()).isEqualTo(200);
            assertThat(client.get("/streams/article/washer").status()).isEqualTo(200);
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
        }
    }

    private static void assertDamaged(Answer answer, String... what) {
        assertThat(answer.code()).isEqualTo("STREAM_DAMAGED");
        assertThat(answer.body().path("detail").asText()).contains(what);
    }
}
