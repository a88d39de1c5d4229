package dev.recount.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.PostgresProcess;
import dev.recount.example.bank.Bank;
import dev.recount.process.Processes;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The age of the transaction that holds up all readers. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class WatermarkTest {

    @TempDir
    Path data;

    @Test
    void countsFromWhenATransactionIsFirstSeenToBeTheOldest() {
        var watermark = new Watermark();

        assertThat(watermark.age(Optional.empty(), 1)).isEqualTo(Duration.ZERO);
        assertThat(watermark.age(Optional.of(7L), 10)).isEqualTo(Duration.ZERO);
        assertThat(watermark.age(Optional.of(7L), 30)).isEqualTo(Duration.ofNanos(20));
        assertThat(watermark.age(Optional.of(8L), 40)).isEqualTo(Duration.ZERO);
        assertThat(watermark.age(Optional.of(8L), 45)).isEqualTo(Duration.ofNanos(5));
        assertThat(watermark.age(Optional.empty(), 50)).isEqualTo(Duration.ZERO);
    }

    @Test
    void growsWhileATransactionOfSomebodyElseIsOpen() throws SQLException {
        // On the server of the other tests, the readers of their databases would be held up as well.
        try (PostgresProcess postgres = PostgresProcess.start(data);
                TestServer server = TestServer.start(
                        data,
                        settings -> settings.withJournal(settings.journal().in(postgres.place())),
                        new Bank());
                Connection forgotten = DriverManager.getConnection(
                        postgres.place().url(),
                        postgres.place().user(),
                        postgres.place().password())) {
            forgotten.setAutoCommit(false);
            forgotten.createStatement().execute("SELECT pg_current_xact_id()");
            server.client().post("/streams/account/1/Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}");

            Scrape.await(server.client(), scrape -> scrape.value("recount_watermark_age_seconds") > 0);
            assertThat(Scrape.of(server.client()).value("recount_log_head")).isZero();
            forgotten.rollback();
            Scrape.await(server.client(), scrape -> scrape.value("recount_watermark_age_seconds") == 0);
        }
    }
}
