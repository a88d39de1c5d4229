package dev.recount.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.projection.Epoch;
import dev.recount.projection.ProjectionSession;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.Generation.Definition;
import dev.recount.view.generation.GenerationTables;
import dev.recount.view.generation.Generations;
import dev.recount.view.query.RowCursor;
import dev.recount.view.query.UnfitQuestionException;
import dev.recount.view.query.ViewAnswer;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of rows to a view's projection and its readers, on every database: rows are as they were put, and as
 * they were then.
 */
@NullUnmarked // cells may be empty, and that is for the assertions to tell
abstract class RowsContract {

    static final StreamId STREAM = new StreamId("item", "1");

    static final View<Item> VIEW = View.of("items", Item.class)
            .key("kind", "number")
            .index("color", "price")
            .on(Item.Rules.TYPE, (_, _, _) -> {});

    @TempDir
    Path folder;

    Database database;
    Generation generation;
    RowTable<Item> table;
    private Generations generations;
    private TableQueries queries;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        database = JournalDatabase.open(TestDatabases.settings(kind(), folder));
        generations = new Generations(database);
        queries = new TableQueries(database, "queries", 2, Duration.ofSeconds(30));
        var mapping = new RowMapping<>(VIEW);
        generations.load("items");
        generation = generations.add("items", 1, Definition.of(VIEW, mapping.shape()), Position.START);
        table = new GenerationTables(database).open(generation, mapping);
    }

    @AfterEach
    void close() {
        database.close();
    }

    ViewAnswer ask(Optional<Instant> at) {
        List<Order> byKey = table.mapping().shape().keyColumns().stream()
                .map(column -> new Order(column, false))
                .toList();
        return ask(new ViewQuery(List.of(), byKey, Optional.empty(), 10_000, true, at, Optional.empty()));
    }

    ViewAnswer ask(ViewQuery query) {
        return queries.answer(dev.recount.view.search.TableQueries.Tables.of(generation), Position.START, query);
    }

    /** Does one batch's work, and commits it or not. */
    void batch(BatchRows<Item> rows, boolean commit, Runnable work) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            rows.begin(connection);
            work.run();
            rows.write();
            if (commit) {
                connection.commit();
                rows.committed();
            } else {
                connection.rollback();
            }
        }
    }

    @Test
    void keepsEveryKindOfValueAsItWas() throws SQLException {
        var items = new RandomItems(1);
        Map<Integer, Item> put = new HashMap<>();
        var rows = new BatchRows<>(table, 10);
        batch(rows, true, () -> {
            for (int number = 0; number < 200; number++) {
                Item item = items.next("g", number);
                rows.at(STREAM, RandomItems.DAY_ONE);
                rows.put(item);
                put.put(number, item);
            }
        });

        var reading = new BatchRows<>(table, 10);
        batch(
                reading,
                false,
                () -> put.forEach((number, item) -> {
                    Item read = reading.get("g", number).orElseThrow();
                    assertThat(read)
                            .usingRecursiveComparison()
                            .withComparatorForType(java.math.BigDecimal::compareTo, java.math.BigDecimal.class)
                            .isEqualTo(withoutNulls(item));
                }));
    }

    /** PostgreSQL has no character 0; in its place stands the one that Unicode has for what cannot be represented. */
    private static Item withoutNulls(Item item) {
        return new Item(
                item.kind(),
                item.number(),
                item.good(),
                item.size(),
                item.weight(),
                item.price(),
                item.made(),
                item.day(),
                item.month(),
                item.uuid(),
                item.color(),
                item.note().map(note -> note.replace('\0', '\uFFFD')),
                item.rebate(),
                item.parts(),
                item.counts(),
                item.opens(),
                item.begins(),
                item.lasts(),
                item.atoms(),
                item.floor(),
                item.level(),
                item.ratio(),
                item.year(),
                item.sent(),
                item.currency(),
                item.delay());
    }

    /** Random work on few keys at random times, with batches that are rolled back and projections that start anew. */
    @Test
    void answersAsOfAnyTimeWhatHeldThen() throws SQLException {
        for (long seed = 1; seed <= 8; seed++) {
            var random = new Random(seed);
            var items = new RandomItems(seed);
            var expected = new PastRows();
            String group = "seed" + seed;
            var rows = new BatchRows<>(table, 2 + random.nextInt(5));
            for (int batch = 0; batch < 25; batch++) {
                if (random.nextInt(6) == 0) {
                    rows = new BatchRows<>(table, 2 + random.nextInt(5));
                }
                boolean commit = random.nextInt(4) > 0;
                PastRows then = expected.copy();
                var working = rows;
                batch(working, commit, () -> {
                    for (int change = random.nextInt(8); change > 0; change--) {
                        change(working, then, random, items, group);
                    }
                });
                expected = commit ? then : expected;
            }
            for (int hour = -1; hour < 30; hour++) {
                Instant at = RandomItems.DAY_ONE.plus(Duration.ofHours(hour));
                assertThat(numbersAndNotes(ask(Optional.of(at)), group))
                        .as("seed %d at %s", seed, at)
                        .isEqualTo(expected.at(at));
            }
            assertThat(numbersAndNotes(ask(Optional.empty()), group)).isEqualTo(expected.now());
        }
    }

    private static void change(
            BatchRows<Item> rows, PastRows expected, Random random, RandomItems items, String group) {
        Instant time = RandomItems.DAY_ONE.plus(Duration.ofHours(random.nextInt(24)));
        int number = random.nextInt(6);
        rows.at(STREAM, time);
        if (random.nextInt(4) == 0) {
            rows.remove(group, number);
            expected.remove(number, time);
        } else {
            Item item = items.next(group, number);
            rows.updateOrPut(item, _ -> item);
            expected.put(number, item.price().toPlainString(), time);
        }
        assertThat(rows.get(group, number).map(item -> item.price().toPlainString()))
                .isEqualTo(Optional.ofNullable(expected.now().get(number)));
    }

    private static Map<Integer, String> numbersAndNotes(ViewAnswer answer, String group) {
        Map<Integer, String> found = new HashMap<>();
        answer.rows().stream().filter(row -> group.equals(row.get(0))).forEach(row -> {
            String price = new java.math.BigDecimal(String.valueOf(row.get(5)))
                    .setScale(2)
                    .toPlainString();
            assertThat(found.put((Integer) row.get(1), price))
                    .as("another row of one key")
                    .isNull();
        });
        return found;
    }

    /** Random questions, each answered again from all the rows in the simplest way. */
    @Test
    void findsSortsAndPagesAsOneWhoReadsEverything() throws SQLException {
        var items = new RandomItems(5);
        var rows = new BatchRows<>(table, 1_000);
        batch(rows, true, () -> {
            rows.at(STREAM, RandomItems.DAY_ONE);
            for (int number = 0; number < 150; number++) {
                rows.put(items.next("kind" + number % 3, number));
            }
        });
        var everything = new EveryRow(ask(Optional.empty()));
        for (long seed = 1; seed <= 150; seed++) {
            var question = new RandomQuestion(seed, everything);
            ViewQuery query = question.query();
            List<List<Object>> expected = everything.answer(query);
            List<List<Object>> found = new java.util.ArrayList<>();
            Optional<List<Object>> after = Optional.empty();
            do {
                ViewAnswer page = ask(question.after(after));
                assertThat(page.count()).as("seed %d: %s", seed, query).hasValue(expected.size());
                found.addAll(page.rows());
                after = page.next().map(cursor -> RowCursor.read("items", query, cursor));
            } while (after.isPresent());
            assertThat(found).as("seed %d: %s", seed, query).isEqualTo(expected);
        }
    }

    /** The least and the greatest of what a column can hold, each found by itself and in its place among the others. */
    @Test
    void comparesTheExtremesOfEveryTypeAsAllOthers() throws SQLException {
        var rows = new BatchRows<>(table, 1_000);
        batch(rows, true, () -> {
            rows.at(STREAM, RandomItems.DAY_ONE);
            ExtremeItems.all().forEach(rows::put);
        });
        var everything = new EveryRow(ask(Optional.empty()));
        assertThat(everything.all().rows()).hasSameSizeAs(ExtremeItems.all());
        for (String name : ExtremeItems.COLUMNS) {
            var column = everything.column(name);
            var sorted = List.of(
                    new Order(column, false),
                    new Order(everything.column("kind"), false),
                    new Order(everything.column("number"), false));
            var query =
                    new ViewQuery(List.of(), sorted, Optional.empty(), 1, false, Optional.empty(), Optional.empty());
            List<List<Object>> found = new java.util.ArrayList<>();
            Optional<List<Object>> after = Optional.empty();
            do {
                ViewAnswer page = ask(after.map(query::goingOnAfter).orElse(query));
                found.addAll(page.rows());
                after = page.next().map(cursor -> RowCursor.read("items", query, cursor));
            } while (after.isPresent());
            assertThat(found).as(name).isEqualTo(everything.answer(query));
            for (List<Object> row : everything.all().rows()) {
                for (ViewQuery.Comparison comparison : ViewQuery.Comparison.values()) {
                    var filter = new ViewQuery.Filter.Compares(column, comparison, everything.value(row, column));
                    var filtered = new ViewQuery(
                            List.of(filter), sorted, Optional.empty(), 100, false, Optional.empty(), Optional.empty());
                    assertThat(ask(filtered).rows()).as("%s", filter).isEqualTo(everything.answer(filtered));
                }
            }
        }
    }

    @Test
    void refusesWhatDatabasesDoNotKeepAlike() throws SQLException {
        var rows = new BatchRows<>(table, 10);
        batch(rows, true, () -> {
            rows.at(STREAM, RandomItems.DAY_ONE);
            ExtremeItems.refused()
                    .forEach((component, item) -> assertThatIllegalArgumentException()
                            .isThrownBy(() -> rows.put(item))
                            .withMessageContaining("items: " + component + " must be "));
        });
        assertThat(ask(Optional.empty()).rows()).isEmpty();
    }

    @Test
    void gathersRowsIntoGroups() throws SQLException {
        var items = new RandomItems(6);
        var rows = new BatchRows<>(table, 1_000);
        batch(rows, true, () -> {
            rows.at(STREAM, RandomItems.DAY_ONE);
            for (int number = 0; number < 100; number++) {
                rows.put(items.next("kind" + number % 3, number));
            }
        });
        var everything = new EveryRow(ask(Optional.empty()));
        List<dev.recount.view.query.Column> by = List.of(everything.column("color"), everything.column("rebate"));
        var grouping = new ViewQuery.Grouping(by, List.of(everything.column("price"), everything.column("size")));
        List<Order> order = by.stream().map(column -> new Order(column, false)).toList();
        var query = new ViewQuery(
                List.of(), order, Optional.empty(), 1_000, false, Optional.empty(), Optional.of(grouping));
        assertThat(EveryRow.plain(ask(query).rows()))
                .isEqualTo(EveryRow.plain(everything.groups(by, List.of("price", "size"))));
    }

    @Test
    void refusesAKeyThatIsNoneOrAChangeOfTheKey() throws SQLException {
        var rows = new BatchRows<>(table, 10);
        Item item = new RandomItems(3).next("g", 1);
        batch(rows, true, () -> {
            rows.at(STREAM, RandomItems.DAY_ONE);
            rows.put(item);
            assertThatIllegalArgumentException().isThrownBy(() -> rows.get("g")).withMessageContaining("items");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rows.get("g", "1"))
                    .withMessageContaining("number");
            assertThatIllegalStateException().isThrownBy(() -> rows.update(each -> each, "g", 2));
            assertThatIllegalStateException()
                    .isThrownBy(() -> rows.update(_ -> new RandomItems(3).next("g", 7), "g", 1))
                    .withMessageContaining("key");
        });
        assertThat(ask(Optional.empty()).rows()).hasSize(1);
    }

    /** The question is at fault, and not the database. */
    @Test
    void refusesSumsThatNoNumberCanBe() throws SQLException {
        var rows = new BatchRows<>(table, 100);
        batch(rows, true, () -> {
            rows.at(STREAM, RandomItems.DAY_ONE);
            ExtremeItems.heaviest().forEach(rows::put);
        });
        var all = new EveryRow(ask(Optional.empty()));
        var color = all.column("color");
        var sums = new ViewQuery(
                List.of(),
                List.of(new Order(color, false)),
                Optional.empty(),
                10,
                false,
                Optional.empty(),
                Optional.of(new ViewQuery.Grouping(List.of(color), List.of(all.column("weight")))));
        assertThatExceptionOfType(UnfitQuestionException.class)
                .isThrownBy(() -> ask(sums))
                .withMessageContaining("sum: a sum of weight is greater");
    }

    @Test
    void letsOnlyTheLastInstanceSave() throws SQLException {
        Epoch first = generations.takeOver(generation);
        var saving = new ProjectionSession(database.pool(), first);
        saving.commit();
        saving.close();
        generations.takeOver(generation);

        var late = new ProjectionSession(database.pool(), first);
        assertThatExceptionOfType(SQLException.class).isThrownBy(late::commit).withMessageContaining("view-items");
        late.rollback();
        late.close();
    }
}
