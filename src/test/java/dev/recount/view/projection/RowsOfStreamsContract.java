package dev.recount.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.GenerationTables;
import dev.recount.view.generation.Generations;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.query.ViewQuery.Order;
import dev.recount.view.search.TableQueries;
import dev.recount.view.table.RowMapping;
import dev.recount.view.table.RowTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of rows that belong to one stream each: those of a stream can be made anew, with their past. */
abstract class RowsOfStreamsContract {

    private record Amount(String kind, int number, int amount) {}

    /** A change of a row: another amount, or none any more. */
    private record Work(int number, Optional<Integer> amount, Instant time) {}

    private static final View<Amount> VIEW = View.of("amounts", Amount.class)
            .key("kind", "number")
            .rowsByStream()
            .on(Item.Rules.TYPE, (_, _, _) -> {});

    @TempDir
    Path folder;

    private Database database;
    private Generation generation;
    private RowTable<Amount> table;
    private TableQueries queries;
    private BatchRows<Amount> rows;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        database = JournalDatabase.open(TestDatabases.settings(kind(), folder));
        var generations = new Generations(database);
        queries = new TableQueries(database, "queries", 2, Duration.ofSeconds(30));
        var mapping = new RowMapping<>(VIEW);
        generations.load("amounts");
        generation = generations.add("amounts", 1, Generation.Definition.of(VIEW, mapping.shape()), Position.START);
        table = new GenerationTables(database).open(generation, mapping);
        rows = new BatchRows<>(table, 4);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static StreamId stream(int number) {
        return new StreamId("item", "s" + number);
    }

    private interface BatchWork {
        void on(BatchRows<Amount> rows) throws SQLException;
    }

    private void batch(boolean commit, BatchWork work) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            rows.begin(connection);
            work.on(rows);
            rows.write();
            if (commit) {
                connection.commit();
                rows.committed();
            } else {
                connection.rollback();
            }
        }
    }

    private static void apply(BatchRows<Amount> rows, StreamId stream, Work work) {
        rows.at(stream, work.time());
        if (work.amount().isPresent()) {
            rows.put(new Amount(stream.id(), work.number(), work.amount().get()));
        } else {
            rows.remove(stream.id(), work.number());
        }
    }

    private Map<Integer, String> amounts(StreamId stream, Optional<Instant> at) {
        List<Order> byKey = table.mapping().shape().keyColumns().stream()
                .map(column -> new Order(column, false))
                .toList();
        var query = new ViewQuery(List.of(), byKey, Optional.empty(), 10_000, true, at, Optional.empty());
        Map<Integer, String> found = new HashMap<>();
        queries.answer(TableQueries.Tables.of(generation), Position.START, query).rows().stream()
                .filter(row -> stream.id().equals(row.get(0)))
                .forEach(row -> assertThat(found.put((Integer) row.get(1), String.valueOf(row.get(2))))
                        .isNull());
        return found;
    }

    private void assertRows(long seed, List<List<Work>> story) {
        for (int number = 0; number < story.size(); number++) {
            var expected = new PastRows();
            for (Work work : story.get(number)) {
                work.amount()
                        .ifPresentOrElse(
                                amount -> expected.put(work.number(), String.valueOf(amount), work.time()),
                                () -> expected.remove(work.number(), work.time()));
            }
            for (int hour = -1; hour < 30; hour += 3) {
                Instant at = RandomItems.DAY_ONE.plus(Duration.ofHours(hour));
                assertThat(amounts(stream(number), Optional.of(at)))
                        .as("seed %d, stream %d at %s", seed, number, at)
                        .isEqualTo(expected.at(at));
            }
            assertThat(amounts(stream(number), Optional.empty())).isEqualTo(expected.now());
        }
    }

    /** Random work of several streams, of which some is done otherwise later, in batches some of which are lost. */
    @Test
    void areWhatTheStreamsEventsComeToHoweverOftenTheyAreMadeAnew() throws SQLException {
        for (long seed = 1; seed <= 6; seed++) {
            var random = new Random(seed);
            List<List<Work>> story = new ArrayList<>(List.of(List.of(), List.of(), List.of()));
            batch(true, all -> {
                for (int number = 0; number < 3; number++) {
                    all.forget(stream(number));
                }
            });
            for (int round = 0; round < 25; round++) {
                if (random.nextInt(6) == 0) {
                    rows = new BatchRows<>(table, 2 + random.nextInt(5));
                }
                boolean commit = random.nextInt(4) > 0;
                List<List<Work>> then = new ArrayList<>(story);
                batch(commit, working -> {
                    for (int step = random.nextInt(6); step > 0; step--) {
                        step(working, then, random);
                    }
                });
                story = commit ? then : story;
            }
            assertRows(seed, story);
        }
    }

    private static void step(BatchRows<Amount> rows, List<List<Work>> story, Random random) throws SQLException {
        int number = random.nextInt(3);
        List<Work> works = new ArrayList<>(story.get(number));
        if (works.isEmpty() || random.nextInt(4) > 0) {
            Work next = work(random);
            works.add(next);
            apply(rows, stream(number), next);
        } else {
            works.set(random.nextInt(works.size()), work(random));
            rows.forget(stream(number));
            for (Work work : works) {
                apply(rows, stream(number), work);
                if (random.nextInt(10) == 0) {
                    rows.write();
                }
            }
        }
        story.set(number, works);
    }

    private static Work work(Random random) {
        return new Work(
                random.nextInt(5),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(random.nextInt(100)),
                RandomItems.DAY_ONE.plus(Duration.ofHours(random.nextInt(24))));
    }

    @Test
    void areOthersFromATimeOnWhileTheirPastIsStillToBeMadeAnew() throws SQLException {
        Instant one = RandomItems.DAY_ONE;
        Instant two = one.plusSeconds(1);
        Instant three = one.plusSeconds(2);
        batch(true, all -> {
            apply(all, stream(1), new Work(1, Optional.of(10), one));
            apply(all, stream(1), new Work(1, Optional.of(20), two));
            apply(all, stream(1), new Work(2, Optional.of(5), two));
            apply(all, stream(2), new Work(1, Optional.of(7), two));
        });

        batch(true, all -> {
            StreamRows<Amount> anew = all.heldBefore(stream(1), two);
            assertThat(anew.all().values()).containsExactly(new Amount("s1", 1, 10));
            anew.put(new Amount("s1", 1, 30));
            anew.put(new Amount("s1", 3, 1));
            all.replace(stream(1), three, anew);
        });
        assertThat(amounts(stream(1), Optional.empty())).isEqualTo(Map.of(1, "30", 3, "1"));
        assertThat(amounts(stream(1), Optional.of(three))).isEqualTo(Map.of(1, "30", 3, "1"));
        assertThat(amounts(stream(1), Optional.of(two))).isEqualTo(Map.of(1, "20", 2, "5"));

        batch(true, all -> {
            all.putBack(stream(1), two);
            apply(all, stream(1), new Work(1, Optional.of(30), two));
            apply(all, stream(1), new Work(3, Optional.of(1), two));
        });
        assertThat(amounts(stream(1), Optional.empty())).isEqualTo(Map.of(1, "30", 3, "1"));
        assertThat(amounts(stream(1), Optional.of(two))).isEqualTo(Map.of(1, "30", 3, "1"));
        assertThat(amounts(stream(1), Optional.of(one))).isEqualTo(Map.of(1, "10"));
        assertThat(amounts(stream(2), Optional.empty())).isEqualTo(Map.of(1, "7"));
    }

    @Test
    void areChangedByTheirOwnStreamAlone() throws SQLException {
        batch(true, all -> apply(all, stream(1), new Work(1, Optional.of(10), RandomItems.DAY_ONE)));
        rows = new BatchRows<>(table, 4);

        batch(false, all -> {
            all.at(stream(2), RandomItems.DAY_ONE);
            assertThatIllegalStateException()
                    .isThrownBy(() -> all.put(new Amount("s1", 1, 10)))
                    .withMessageContaining("the row [s1, 1] belongs to item/s1");
            assertThatIllegalStateException()
                    .isThrownBy(() -> all.remove("s1", 1))
                    .withMessageContaining("belongs to item/s1");
        });
    }

    @Test
    void haveNoKeyThatWasAnotherStreams() throws SQLException {
        batch(true, all -> {
            apply(all, stream(1), new Work(1, Optional.of(10), RandomItems.DAY_ONE));
            apply(all, stream(1), new Work(1, Optional.empty(), RandomItems.DAY_ONE.plusSeconds(1)));
            requireNotTakenOver(all);
        });
        rows = new BatchRows<>(table, 4);

        batch(false, RowsOfStreamsContract::requireNotTakenOver);
        batch(true, all -> apply(all, stream(1), new Work(1, Optional.of(20), RandomItems.DAY_ONE.plusSeconds(2))));
    }

    private static void requireNotTakenOver(BatchRows<Amount> all) {
        all.at(stream(2), RandomItems.DAY_ONE.plusSeconds(2));
        assertThatIllegalStateException()
                .isThrownBy(() -> all.put(new Amount("s1", 1, 10)))
                .withMessageContaining("the row [s1, 1] belonged to item/s1");
    }
}
