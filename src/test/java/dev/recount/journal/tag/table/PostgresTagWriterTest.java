package dev.recount.journal.tag.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.journal.tag.BoundaryChangedException;
import dev.recount.journal.tag.TagCondition;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tags of events and their versions, in PostgreSQL, where several transactions write them at a time. */
class PostgresTagWriterTest extends TagWriterContract {

    private static final int WRITERS = 4;
    private static final int EACH = 50;

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    /** A tag that no event has yet has no row that could be locked. */
    @Test
    void letOneOfTwoFirstOnesWin() throws Exception {
        TagCondition condition = now("a");
        var written = new CountDownLatch(1);
        var waits = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(
                    () -> transactions().run(statements -> {
                        new TagWriter(kind()).write(statements, List.of(onlyIf(event("a"), condition)));
                        written.countDown();
                        awaitLock(statements, waits);
                        return true;
                    }),
                    threads);
            written.await();
            CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(
                    () -> transactions().run(statements -> {
                        waits.countDown();
                        new TagWriter(kind()).write(statements, List.of(onlyIf(event("a"), condition)));
                        return true;
                    }),
                    threads);
            assertThat(first.join()).isTrue();
            assertThatThrownBy(second::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(BoundaryChangedException.class);
        }
        assertThat(table.versions(List.of("a"))).containsOnly(Map.entry("a", 1L));
    }

    /** Waits until the other transaction waits for this one. */
    private static void awaitLock(Statements statements, CountDownLatch begun) throws SQLException {
        try {
            begun.await();
        } catch (InterruptedException stop) {
            throw new SQLException(stop);
        }
        boolean waits = false;
        while (!waits) {
            waits = statements
                    .select(
                            "SELECT COUNT(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()",
                            row -> row.getBoolean(1))
                    .getFirst();
        }
    }

    @Test
    void neverWaitForEachOther() {
        write();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < EACH; i++) {
                                    // in the order of the events, they would meet head on
                                    if (writer % 2 == 0) {
                                        write(event("a"), event("b"), event("c"));
                                    } else {
                                        write(event("c"), event("b"), event("a"));
                                    }
                                }
                            },
                            threads))
                    .toList();
            writers.forEach(CompletableFuture::join);
        }
        assertThat(table.versions(List.of("a", "b", "c")).values()).containsOnly((long) WRITERS * EACH);
    }

    /** The order that the writer must not take: one of the two is broken off. */
    @Test
    void wouldWaitForEachOtherWhereTheyAreRaisedInTheOrderOfTheEvents() throws Exception {
        var aIsRaised = new CountDownLatch(1);
        var bIsRaised = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Boolean> forth =
                    CompletableFuture.supplyAsync(() -> unsorted("a", "b", aIsRaised, bIsRaised), threads);
            CompletableFuture<Boolean> back =
                    CompletableFuture.supplyAsync(() -> unsorted("b", "a", bIsRaised, aIsRaised), threads);
            assertThatThrownBy(CompletableFuture.allOf(forth, back)::join).hasMessageContaining("deadlock");
        }
    }

    private boolean unsorted(String first, String second, CountDownLatch own, CountDownLatch other) {
        return transactions().run(statements -> {
            var writer = new TagWriter(kind());
            writer.write(statements, List.of(event(first)));
            own.countDown();
            try {
                other.await();
            } catch (InterruptedException stop) {
                throw new SQLException(stop);
            }
            writer.write(statements, List.of(event(second)));
            return true;
        });
    }
}
