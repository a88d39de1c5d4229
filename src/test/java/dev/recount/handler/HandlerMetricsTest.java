package dev.recount.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.metrics.Scrape;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a handler that cannot do its work. */
class HandlerMetricsTest {

    @TempDir
    Path folder;

    @Test
    void whatIsParkedIsCounted() {
        Handler failing = Handler.fromBeginning("failing")
                .retry(new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .on(Order.TYPE, (_, _, _) -> {
                    throw new IllegalStateException("out of order");
                });
        try (HandlerServer server = HandlerServer.start(
                TestDatabases.settings(DatabaseKind.H2, folder),
                Clock.systemUTC(),
                UnaryOperator.identity(),
                failing)) {
            server.place("a", "first");
            server.place("a", "behind");
            server.place("b", "first");

            Scrape scrape = Scrape.await(
                    server.client(), now -> now.value("recount_handler_pending{handler=\"failing\"}") == 3);
            assertThat(scrape.value("recount_handler_parked{handler=\"failing\"}"))
                    .isEqualTo(2);
            Scrape.await(server.client(), now -> now.value("recount_handler_lag_events{handler=\"failing\"}") == 0);
            server.post("failing", "pause");
            server.place("c", "later");

            scrape = Scrape.await(
                    server.client(), now -> now.value("recount_handler_lag_events{handler=\"failing\"}") >= 1);
            assertThat(scrape.value("recount_handler_lag_seconds{handler=\"failing\"}"))
                    .isPositive();
            assertThat(scrape.value("recount_handler_state{handler=\"failing\",state=\"PAUSED\"}"))
                    .isEqualTo(1);
        }
    }
}
