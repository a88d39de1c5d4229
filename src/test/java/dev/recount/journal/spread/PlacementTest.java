package dev.recount.journal.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalKey;
import dev.recount.model.StreamId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The placement of streams in journals; the streams that are stored today were placed by it. */
class PlacementTest {

    private static final List<StreamId> STREAMS = IntStream.range(0, 1_000)
            .mapToObj(number -> new StreamId("account", Integer.toString(number)))
            .toList();

    @ParameterizedTest
    @CsvSource({
        "account, 1, 3925872262",
        "account, 2378, 2538033395",
        "customer, ada, 1948345391",
        "a, z_-9, 1879662597"
    })
    void neverChanges(String type, String id, long hash) {
        for (int journals = 1; journals <= Placement.MOST; journals++) {
            assertThat(new Placement(journals).of(new StreamId(type, id))).isEqualTo((int) (hash % journals));
        }
    }

    @Test
    void isWhatPostgresSays() {
        try (Database database =
                JournalDatabase.open(TestDatabases.settings(DatabaseKind.POSTGRESQL, Path.of("unused")))) {
            for (StreamId stream : STREAMS.subList(0, 50)) {
                int there = new Select<>(
                                "SELECT ('x' || left(encode(sha256(convert_to(?, 'UTF8')), 'hex'), 8))::bit(32)::bigint % 7",
                                select -> select.setString(1, JournalKey.of(stream)), row -> row.getInt(1))
                        .from(database.pool())
                        .getFirst();
                assertThat(new Placement(7).of(stream)).isEqualTo(there);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 10})
    void givesEachJournalAboutTheSame(int journals) {
        int[] streams = new int[journals];
        STREAMS.forEach(stream -> streams[new Placement(journals).of(stream)]++);

        assertThat(streams).hasSize(journals);
        for (int there : streams) {
            assertThat((double) there)
                    .isCloseTo(
                            (double) STREAMS.size() / journals,
                            within(5 * Math.sqrt(STREAMS.size() / (double) journals)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, Placement.MOST + 1})
    void isNotAmongSuchANumber(int journals) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Placement(journals));
    }
}
