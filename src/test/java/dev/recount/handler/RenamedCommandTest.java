package dev.recount.handler;

import static dev.recount.handler.HandlerServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.type.StreamType;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reaction that was broken off under the code of before, and goes on under that of today. */
class RenamedCommandTest {

    /** The ledger of before, whose command had another name. */
    static final class LedgerOfBefore implements Aggregate<Ledger.State, LedgerOfBefore.Command, Ledger.Event> {

        static final StreamType<Ledger.State, Command, Ledger.Event> TYPE =
                StreamType.of("ledger", new LedgerOfBefore());

        sealed interface Command {
            record Enter(String text) implements Command {}
        }

        @Override
        public Ledger.State initial() {
            return new Ledger.State(0);
        }

        @Override
        public Decision<Ledger.Event> decide(Ledger.State state, Command command, Context context) {
            return switch (command) {
                case Command.Enter(var text)
                when text.isBlank() -> Decision.reject(Ledger.Reason.UNREADABLE, "an entry is not blank");
                case Command.Enter(var text) -> Decision.accept(new Ledger.Event.Booked(text));
            };
        }

        @Override
        public Ledger.State evolve(Ledger.State state, Ledger.Event event) {
            return new Ledger.State(state.bookings() + 1);
        }
    }

    /** The effects of the reaction to an order. */
    private interface Reaction {
        void on(Effects effects) throws Exception;
    }

    @TempDir
    Path folder;

    private TestServer start(StreamType<?, ?, ?> ledger, Reaction reaction) {
        Handler handler = Handler.fromBeginning("book")
                .on(Order.TYPE, (_, _, effects) -> reaction.on(effects))
                .retry(new RetryPolicy(1_000, Duration.ofMillis(20), Duration.ofMillis(20)));
        return TestServer.start(folder, new Domain() {
            @Override
            public String name() {
                return "ledgers";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(Order.TYPE, ledger);
            }

            @Override
            public List<Handler> handlers() {
                return List.of(handler);
            }
        });
    }

    private static void breakOffAfterThree(Effects effects) {
        for (String text : List.of("one", " ", "two")) {
            effects.send(LedgerOfBefore.TYPE, "all", new LedgerOfBefore.Command.Enter(text));
        }
        throw new IllegalStateException("the order cannot be booked yet");
    }

    private static void place(TestClient client) {
        assertThat(client.post("/streams/order/17/Place", "{\"note\":\"\"}").status())
                .isEqualTo(200);
        await("the reaction to fail", () -> !parked(client).isEmpty());
    }

    private static List<String> parked(TestClient client) {
        return client.get("/admin/handlers/book/parked").body().path("parked").findValuesAsText("error");
    }

    private static List<String> entries(TestClient client) {
        return client.get("/streams/ledger/all/events").body().path("events").findValuesAsText("entry");
    }

    @Test
    void sendsNothingAgainThatWasSentUnderAnotherName() {
        try (TestServer before = start(LedgerOfBefore.TYPE, RenamedCommandTest::breakOffAfterThree)) {
            place(before.client());
        }

        try (TestServer today = start(Ledger.TYPE, effects -> {
            for (String entry : List.of("one", " ", "two", "three")) {
                effects.send(Ledger.TYPE, "all", new Ledger.Command.Book(entry));
            }
        })) {
            await("the reaction to succeed", () -> parked(today.client()).isEmpty());
            assertThat(entries(today.client())).containsExactly("one", "two", "three");
        }
    }

    @Test
    void failsWhereTheCommandOfBeforeIsReadAsAnotherThanThatOfToday() {
        try (TestServer before = start(LedgerOfBefore.TYPE, RenamedCommandTest::breakOffAfterThree)) {
            place(before.client());
        }

        StreamType<?, ?, ?> ledger = Ledger.TYPE.upcastCommand(
                Upcaster.from("Enter", 1).rename("text", "entry").as("Book"));
        try (TestServer today = start(ledger, effects -> {
            effects.send(Ledger.TYPE, "all", new Ledger.Command.Book("one"));
            effects.send(Ledger.TYPE, "all", new Ledger.Command.Book("another"));
        })) {
            await(
                    "the reaction to fail for this",
                    () -> parked(today.client()).stream()
                            .anyMatch(error -> error.startsWith("command 2 to ledger/all is not the one")));
            assertThat(entries(today.client())).containsExactly("one", "two");
        }
    }

    @Test
    void failsAsBeforeWhereTheCodeOfTodayCouldHaveSentBoth() {
        Reaction first = effects -> {
            effects.send(Ledger.TYPE, "all", new Ledger.Command.Book("one"));
            throw new IllegalStateException("the order cannot be booked yet");
        };
        try (TestServer before = start(Ledger.TYPE, first)) {
            place(before.client());
        }

        Reaction another = effects -> effects.send(Ledger.TYPE, "all", new Ledger.Command.Book("another"));
        try (TestServer today = start(Ledger.TYPE, another)) {
            await(
                    "the reaction to fail for this",
                    () -> parked(today.client()).stream()
                            .anyMatch(error -> error.contains("must send the same commands")));
            assertThat(entries(today.client())).containsExactly("one");
        }
    }
}
