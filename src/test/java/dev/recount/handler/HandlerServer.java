package dev.recount.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.server.Pause;
import dev.recount.server.RecountServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.server.settings.UnreadablePolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A server with orders, ledgers and handlers. */
final class HandlerServer implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

    private final RecountServer server;
    private final TestClient client;

    private HandlerServer(RecountServer server) {
        this.server = server;
        this.client = new TestClient(server.port());
    }

    static HandlerServer start(
            JournalSettings journal, Clock clock, UnaryOperator<HandlerSettings> changes, Handler... handlers) {
        return start(Path.of("data"), journal, clock, changes, handlers);
    }

    /**
     * Starts one.
     *
     * @param data where the keys are that are in no journal
     */
    static HandlerServer start(
            Path data,
            JournalSettings journal,
            Clock clock,
            UnaryOperator<HandlerSettings> changes,
            Handler... handlers) {
        Settings settings = Settings.read(Optional.of(TestServer.PATIENT))
                .withPort(0)
                .withData(data)
                .withJournal(journal)
                .withUnreadable(UnreadablePolicy.ALLOW); // one of the tests stores an event that nobody can read
        return new HandlerServer(RecountServer.start(
                settings.withHandlers(changes.apply(settings.handlers())), List.of(domain(handlers)), clock));
    }

    static Domain domain(Handler... handlers) {
        return new Domain() {
            @Override
            public String name() {
                return "orders";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(Order.TYPE, Ledger.TYPE);
            }

            @Override
            public List<Handler> handlers() {
                return List.of(handlers);
            }
        };
    }

    TestClient client() {
        return client;
    }

    void place(String order, String note) {
        assertThat(client.post("/streams/order/" + order + "/Place", "{\"note\":\"" + note + "\"}")
                        .status())
                .isEqualTo(200);
    }

    void book(String ledger, String entry) {
        assertThat(client.post("/streams/ledger/" + ledger + "/Book", "{\"entry\":\"" + entry + "\"}")
                        .status())
                .isEqualTo(200);
    }

    /** Returns the events of a ledger. */
    JsonNode booked(String ledger) {
        return client.get("/streams/ledger/" + ledger + "/events?limit=1000")
                .body()
                .path("events");
    }

    List<String> entries(String ledger) {
        return booked(ledger).findValuesAsText("entry");
    }

    JsonNode status(String handler) {
        return client.get("/admin/handlers/" + handler).body();
    }

    /** Returns what a handler has pending for an order. */
    List<JsonNode> pending(String handler, String order) {
        JsonNode all = client.get("/admin/handlers/" + handler + "/parked?limit=1000")
                .body()
                .path("parked");
        return all.valueStream()
                .filter(each -> each.path("stream").asText().equals("order/" + order))
                .toList();
    }

    Answer post(String handler, String action) {
        return client.post("/admin/handlers/" + handler + "/" + action, "");
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain: " + what).isLessThan(deadline);
            Pause.briefly();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
