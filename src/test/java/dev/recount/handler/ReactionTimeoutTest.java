package dev.recount.handler;

import static dev.recount.handler.HandlerServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.model.DomainException;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fate of reactions that do not end, and of handlers that cannot be told apart. */
class ReactionTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    @Test
    void interruptsAReactionThatTakesTooLongAndLetsItDoNothingMore() {
        var never = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var effectsOfThePast = new AtomicReference<Effects>();
        Handler handler = Handler.fromBeginning("slow").on(Order.TYPE, (_, _, effects) -> {
            effectsOfThePast.set(effects);
            try {
                never.await();
            } catch (InterruptedException late) {
                interrupted.countDown();
            }
        });
        var journal = TestDatabases.settings(DatabaseKind.H2, folder);
        try (HandlerServer server = HandlerServer.start(
                journal,
                Clock.systemUTC(),
                settings -> new HandlerSettings(settings.parallelism(), TIMEOUT, settings.stopTimeout()),
                handler)) {
            server.place("hanging", "");
            await("the failure", () -> server.pending("slow", "hanging").size() == 1);
            await("the interrupt", () -> interrupted.getCount() == 0);

            assertThat(server.pending("slow", "hanging")
                            .getFirst()
                            .path("error")
                            .asText())
                    .isEqualTo("the reaction took longer than 500 ms");
            assertThatThrownBy(() -> effectsOfThePast.get().send(Ledger.TYPE, "l", new Ledger.Command.Book("late")))
                    .isInstanceOf(IllegalStateException.class);
            server.place("after", ""); // the database has survived the interrupt
        }
    }

    @Test
    void refusesTwoHandlersOfOneName() {
        List<Handler> twins = List.of(Handler.fromNow("twin"), Handler.fromBeginning("twin"));

        assertThatThrownBy(() -> Handlers.distinct(twins))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("twin");
    }
}
