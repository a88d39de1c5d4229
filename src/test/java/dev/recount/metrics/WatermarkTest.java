package dev.recount.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.example.bank.Bank;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The age of the transaction that holds up all readers. */
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
        DatabasePlace.Postgres postgres = TestDatabases.postgres();
        try (TestServer server = TestServer.start(
                        data,
                        settings -> settings.withJournal(settings.journal().in(postgres)),
                        new Bank());
                Connection forgotten =
                        DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password())) {
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
