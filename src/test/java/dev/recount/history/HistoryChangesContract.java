package dev.recount.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.JsonPatch;
import dev.recount.log.Knowledge;
import dev.recount.model.StreamId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * The changes of a stream's history, on every database: differences between two states, and events with the states that
 * they led to.
 */
abstract class HistoryChangesContract extends HistoryCase {

    @Test
    void patchesMakeTheOneStateOfTheOtherToTheLastDigit() throws Exception {
        for (var purse : store(true)) {
            for (int i = 0; i < 40; i++) {
                int from = random.nextInt(purse.version() + 1);
                int to = random.nextInt(purse.version() + 1);
                var difference = (Difference.Found)
                        get(difference(purse.id(), new Moment.Version(from), new Moment.Version(to)));

                JsonNode sent = EXACT.readTree(difference.patch().toString());
                JsonNode patched = JsonPatch.apply(sent, EXACT.readTree(purse.json(from)));
                assertThat(difference.from()).isEqualTo(from);
                assertThat(difference.to()).isEqualTo(to);
                assertThat(patched)
                        .as("%s from %d to %d by %s, seed %d", purse.id(), from, to, sent, seed)
                        .isEqualTo(EXACT.readTree(purse.json(to)));
                assertThat(numbers(patched)).as("seed %d", seed).isEqualTo(numbers(EXACT.readTree(purse.json(to))));
            }
        }
    }

    /** Returns the numbers as they are written, as equal numbers may differ in their digits. */
    private static List<String> numbers(JsonNode json) {
        var numbers = new ArrayList<String>();
        json.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                numbers.add(field.getKey() + "=" + field.getValue());
            }
        });
        return numbers.stream().sorted().toList();
    }

    @Test
    void pointsOfADifferenceMayBeTimes() throws SQLException {
        var purse = store(true).getFirst();
        Instant time = purse.time(purse.version());

        assertThat(get(difference(purse.id(), new Moment.Time(Instant.EPOCH), new Moment.Time(time))))
                .isEqualTo(get(difference(purse.id(), new Moment.Version(0), Moment.Latest.INSTANCE)));
        assertThat(get(difference(purse.id(), new Moment.Version(purse.version() + 1L), Moment.Latest.INSTANCE)))
                .isInstanceOf(Difference.NotFound.class);
        assertThat(get(difference(new StreamId("purse", "none"), new Moment.Version(0), Moment.Latest.INSTANCE)))
                .isInstanceOf(Difference.NotFound.class);
    }

    @Test
    void pagesTellEveryEventOnceWithItsCommandAndItsState() throws SQLException {
        for (var purse : store(true)) {
            int limit = 1 + random.nextInt(20);
            var entries = new ArrayList<HistoryEntry>();
            HistoryPage.Found page;
            do {
                page = (HistoryPage.Found)
                        get(history.page(purse.id(), entries.size(), limit, Knowledge.Today.INSTANCE));
                entries.addAll(page.entries());
            } while (page.isFull());

            assertThat(entries).hasSize(purse.version());
            int first = 0;
            for (int version = 1; version <= purse.version(); version++) {
                HistoryEntry entry = entries.get(version - 1);
                assertThat(entry.event().version()).isEqualTo(version);
                assertThat(entry.state()).as("seed %d", seed).isEqualTo(purse.json(version));
                HistoryEntry.Cause cause = entry.cause().orElseThrow();
                first = cause.data().isPresent() ? version : first;
                assertThat(cause.name()).isEqualTo("Command");
                assertThat(cause.id()).as("seed %d", seed).isEqualTo("c" + first);
            }
        }
        assertThat(get(history.page(new StreamId("purse", "none"), 0, 10, Knowledge.Today.INSTANCE)))
                .isInstanceOf(HistoryPage.NotFound.class);
    }

    private CompletionStage<Difference> difference(StreamId stream, Moment from, Moment to) {
        return history.difference(stream, History.Point.today(from), History.Point.today(to));
    }
}
