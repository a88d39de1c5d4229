package dev.recount.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.sql.DatabaseException;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.TestSubscription;
import dev.recount.server.settings.UnreadablePolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The log of a journal that was written years ago, as it is read and followed today, on every database. */
abstract class LogEvolutionContract extends EvolutionCase {

    /** All events of today that the journal holds, in the order of the log. */
    private static final List<String> EVENTS = List.of(
            "article/bolt@1 article.Registered",
            "article/nut@1 article.Registered",
            "article/bolt@2 article.Stocked",
            "article/bolt@3 article.Renamed",
            "article/bolt@3.2 article.Repriced",
            "article/nut@2 article.Repriced",
            "article/bolt@5 article.Stocked",
            "article/bolt@6 article.Shipped",
            "article/nut@5 article.Renamed",
            "article/nut@5.2 article.Repriced",
            "article/nut@6 article.Stocked",
            "article/bolt@7 article.Renamed",
            "article/nut@7 article.Discontinued",
            "article/bolt@8 article.Renamed",
            "article/bolt@8.2 article.Repriced");

    @Test
    void isReadInPagesThatMissAndDoubleNothing() {
        TestClient client = start();
        for (int limit = 1; limit <= 4; limit++) {
            List<JsonNode> events = readPages(client, "/events?type=article&limit=" + limit);

            assertThat(events.stream().map(EvolutionCase::line)).containsExactlyElementsOf(EVENTS);
            assertThat(events.stream().map(event -> event.path("position").asText()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void isFilteredByTheNamesOfToday() {
        TestClient client = start();

        assertThat(readPages(client, "/events?event=article.Repriced&limit=1").stream()
                        .map(EvolutionCase::line))
                .containsExactlyElementsOf(EVENTS.stream()
                        .filter(line -> line.endsWith("Repriced"))
                        .toList());
        assertThat(readPages(client, "/events?stream=article/nut&event=article.Renamed&limit=1"))
                .extracting(EvolutionCase::line)
                .containsExactly("article/nut@5 article.Renamed");
        assertThat(client.get("/events?event=article.Updated").status()).isEqualTo(404);
    }

    @Test
    void isFollowedFromEveryEventOnWithoutMissingOrDoublingOne() throws IOException {
        TestClient client = start();
        for (String filter : List.of("type=article", "event=article.Renamed,article.Repriced", "stream=article/bolt")) {
            List<JsonNode> all = readPages(client, "/events?limit=1000&" + filter);
            var ids = new ArrayList<String>();
            try (var subscription = TestSubscription.open(client, "/events?" + filter)) {
                for (JsonNode expected : all) {
                    assertThat(line(subscription.nextEvent())).isEqualTo(line(expected));
                    ids.add(subscription.lastEventId());
                }
            }
            assertThat(ids)
                    .isEqualTo(all.stream()
                            .map(each -> each.path("position").asText())
                            .toList());
            for (int seen = 0; seen < all.size() - 1; seen++) {
                try (var again = TestSubscription.open(client, "/events?" + filter, "Last-Event-ID", ids.get(seen))) {
                    assertThat(again.nextIds(all.size() - seen - 1))
                            .containsExactlyElementsOf(all.subList(seen + 1, all.size()).stream()
                                    .map(event -> event.path("id").asText())
                                    .toList());
                }
                assertThat(readPages(client, "/events?limit=1000&" + filter + "&after=" + ids.get(seen)))
                        .extracting(EvolutionCase::line)
                        .containsExactlyElementsOf(all.subList(seen + 1, all.size()).stream()
                                .map(EvolutionCase::line)
                                .toList());
            }
        }
    }

    @Test
    void stopsTheStartOfADomainThatCannotReadItUnlessTold() {
        var other = new dev.recount.example.bank.Bank();

        assertThatThrownBy(() -> TestServer.start(
                        folder,
                        settings -> settings.withJournal(settings.journal().in(place)),
                        other))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("article.Updated/1 (6)")
                .hasMessageContaining("article.Touched/1 (3)")
                .hasMessageContaining("recount.journal.unreadable-events");
        TestServer started = TestServer.start(
                folder,
                settings -> settings.withJournal(settings.journal().in(place)).withUnreadable(UnreadablePolicy.ALLOW),
                other);
        server = Optional.of(started);
        assertThat(readPages(started.client(), "/events?limit=100")
                        .getFirst()
                        .path("type")
                        .asText())
                .as("nobody knows it, and it is as it was stored")
                .isEqualTo("article.Registered");
    }
}
