package dev.recount.journal.tag.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.tag.BoundaryChangedException;
import dev.recount.journal.tag.TagCondition;
import dev.recount.journal.tag.Tagged;
import dev.recount.model.StreamId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tags of events and their versions, as transactions write them. */
abstract class TagWriterContract {

    @TempDir
    Path folder;

    Database database;
    TagTable table;
    private final AtomicInteger events = new AtomicInteger();

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        database = JournalDatabase.open(TestDatabases.settings(kind(), folder));
        table = new TagTable(database);
        table.define("course", 1, true);
    }

    @AfterEach
    void close() {
        database.close();
    }

    final Transactions transactions() {
        return new Transactions(database.pool(), "not written");
    }

    /** Returns an event with these tags. */
    final TagRow event(String... tags) {
        int number = events.incrementAndGet();
        return new TagRow("course|" + number, Tagged.of(1, new TreeSet<>(Arrays.asList(tags))));
    }

    static TagRow onlyIf(TagRow row, TagCondition condition) {
        return new TagRow(row.persistenceId(), row.tagged().onlyIf(condition));
    }

    final void write(TagRow... rows) {
        transactions().run(statements -> {
            new TagWriter(database.kind()).write(statements, List.of(rows));
            return true;
        });
    }

    /** Returns the condition that the tags of each of these criteria are as they are now. */
    final TagCondition now(String... criteria) {
        return new TagCondition(
                Arrays.stream(criteria)
                        .map(criterion -> {
                            List<String> tags = List.of(criterion.split(" "));
                            Map<String, Long> known = table.versions(tags);
                            SortedMap<String, Long> versions = new TreeMap<>();
                            tags.forEach(tag -> versions.put(tag, known.getOrDefault(tag, 0L)));
                            return versions;
                        })
                        .toList(),
                table.definitions().stream()
                        .collect(Collectors.toMap(TagDefinition::streamType, TagDefinition::building)));
    }

    @Test
    void growByOneWithEachEvent() {
        write(event("a", "b"), event("a"));
        write(event("a"));
        assertThat(table.versions(List.of("a", "b", "c"))).containsOnly(Map.entry("a", 3L), Map.entry("b", 1L));
    }

    @Test
    void storeWhatNothingCameBefore() {
        write(event("a"));
        TagCondition condition = now("a", "b");
        write(event("c"));
        write(onlyIf(event("a", "b"), condition));
        assertThat(table.versions(List.of("a", "b"))).containsOnly(Map.entry("a", 2L), Map.entry("b", 1L));
    }

    @Test
    void storeNothingThatOthersCameBefore() {
        write(event("a"));
        TagCondition condition = now("a", "b");
        write(event("b"));
        assertThatThrownBy(() -> write(onlyIf(event("a"), condition))).isInstanceOf(BoundaryChangedException.class);
        assertThat(table.versions(List.of("a"))).containsOnly(Map.entry("a", 1L));
    }

    /** The order that the server must not take: it would not see what came while it was reading. */
    @Test
    void wouldMissWhatCameBeforeVersionsThatAreTakenAfterReading() {
        write(event("a"));
        var read = table.of(new StreamId("course", "1"));
        write(event("a"));
        TagCondition late = now("a");
        write(onlyIf(event("a"), late));
        assertThat(read).hasSize(1);
        assertThat(table.versions(List.of("a"))).containsOnly(Map.entry("a", 3L));
    }

    @Test
    void letOneOfTwoInOneTransactionWin() {
        TagCondition condition = now("a");
        assertThatThrownBy(() -> write(onlyIf(event("a"), condition), onlyIf(event("a"), condition)))
                .isInstanceOf(BoundaryChangedException.class);
        assertThat(table.versions(List.of("a"))).isEmpty();
        write(onlyIf(event("a"), condition), event("a"));
        assertThatThrownBy(() -> write(event("b"), onlyIf(event("a"), condition)))
                .isInstanceOf(BoundaryChangedException.class);
    }

    @Test
    void areNewsToACriterionWithAllOfItsTagsAlone() {
        TagCondition both = now("a b");
        write(event("a"));
        write(onlyIf(event("c"), both));
        write(event("a", "b"));
        assertThatThrownBy(() -> write(onlyIf(event("c"), both))).isInstanceOf(BoundaryChangedException.class);
    }

    @Test
    void storeNothingOnceTheirRuleIsAnother() {
        TagCondition condition = now("a");
        table.define("course", 2, false);
        assertThatThrownBy(() -> write(onlyIf(event("a"), condition))).isInstanceOf(BoundaryChangedException.class);
        long building = table.forget("course");
        assertThat(table.built("course", 1, building)).isFalse();
        assertThat(table.definitions()).containsExactly(new TagDefinition("course", 2, building, false));
        assertThat(table.built("course", 2, building)).isTrue();
        assertThat(table.definitions()).containsExactly(new TagDefinition("course", 2, building, true));
        table.drop("course");
        assertThat(table.definitions()).isEmpty();
    }

    @Test
    void areBuiltByWhoBeganLast() {
        TagCondition condition = now("a");
        long ofNodeThatWasCutOff = table.forget("course");
        long ofAnother = table.forget("course");
        assertThat(table.built("course", 1, ofNodeThatWasCutOff)).isFalse();
        assertThatThrownBy(() -> write(onlyIf(event("a"), condition))).isInstanceOf(BoundaryChangedException.class);
        assertThat(table.built("course", 1, ofAnother)).isTrue();
        write(onlyIf(event("a"), now("a")));
    }

    /** Their versions begin anew with a building, and may come back to what they were. */
    @Test
    void storeNothingThatWasDecidedOnThoseOfAnEarlierBuilding() {
        TagCondition none = now("a");
        assertThat(table.built("course", 1, table.forget("course"))).isTrue();
        assertThat(now("a").criteria()).isEqualTo(none.criteria());
        assertThatThrownBy(() -> write(onlyIf(event("a"), none))).isInstanceOf(BoundaryChangedException.class);

        table.define("course", 2, true);
        TagCondition ofThatRule = now("a");
        table.define("course", 1, true);
        assertThat(now("a").criteria()).isEqualTo(ofThatRule.criteria());
        assertThatThrownBy(() -> write(onlyIf(event("a"), ofThatRule))).isInstanceOf(BoundaryChangedException.class);
        write(onlyIf(event("a"), now("a")));
    }

    @Test
    void areNewsOfAllTagsOfAStreamWithACorrection() {
        TagRow row = event("a");
        write(row);
        TagCondition condition = now("a");
        write(new TagRow(row.persistenceId(), Tagged.ofCorrection(1, new TreeSet<>(List.of("b")))));
        assertThatThrownBy(() -> write(onlyIf(event("c"), condition))).isInstanceOf(BoundaryChangedException.class);
        assertThat(table.of(JournalKey.stream(row.persistenceId())))
                .containsOnly(Map.entry(1L, new TreeSet<>(List.of("a", "b"))));
    }
}
