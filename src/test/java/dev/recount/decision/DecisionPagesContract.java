package dev.recount.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.decision.RecordedDecision.Rejected;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The promises to readers who read the record of decisions page after page, on every database. */
abstract class DecisionPagesContract extends DecisionsCase {

    @Test
    void knowsACursorThatTheStreamHasNotComeTo() {
        accept(STREAM, "one", 1, 2);
        log.append(rejection(STREAM, "r", 1, NOW)).join();

        assertThat(page(STREAM, new DecisionCursor(2, 0), 10).isBeyond()).isFalse();
        assertThat(page(STREAM, new DecisionCursor(3, 0), 10).isBeyond()).isTrue();
        assertThat(page(new StreamId("account", "none"), DecisionCursor.START, 10)
                        .isBeyond())
                .isFalse();
    }

    @Test
    void putsEachRejectionBeforeTheCommandThatTookTheStreamOn() {
        accept(STREAM, "a1", 1, 2);
        log.append(rejection(STREAM, "r2", 2, NOW.plusSeconds(9))).join();
        accept(STREAM, "a3", 3, 1);
        log.append(rejection(STREAM, "late", 2, NOW)).join();
        log.append(rejection(STREAM, "r3", 3, NOW)).join();
        log.append(new Rejection(STREAM, rejected("whenever", OptionalLong.empty(), NOW.plusSeconds(1))))
                .join();
        accept(STREAM, "a4", 4, 1);

        List<String> expected = List.of("a1", "r2", "late", "a3", "r3", "a4", "whenever");
        for (int limit = 1; limit <= 8; limit++) {
            assertThat(ids(all(STREAM, limit))).as("pages of %d", limit).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void endsAPageThatIsLarge() {
        for (int i = 0; i < 12; i++) {
            Rejected rejected = rejected("r" + i, OptionalLong.of(0), NOW);
            log.append(new Rejection(
                            STREAM, new Rejected(rejected.command(), rejected.version(), "R", "x".repeat(1_000_000))))
                    .join();
        }

        assertThat(page(STREAM, DecisionCursor.START, 1_000).decisions()).hasSize(9);
        assertThat(all(STREAM, 1_000)).hasSize(12);
    }

    @Test
    void pageExactlyWhileOthersWrite() throws Exception {
        assertExactUnderWriters(List.of(log));
    }

    /** Many write to one stream and to another, and a reader follows all along; in the end it has seen each once. */
    final void assertExactUnderWriters(List<RejectionLog> logs) throws Exception {
        int each = 150;
        int writers = 4;
        Set<String> written = new HashSet<>();
        List<Future<?>> writing = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            RejectionLog own = logs.get(writer % logs.size());
            for (int i = 0; i < each; i++) {
                written.add("w" + number + "-" + i);
            }
            writing.add(threads.submit(() -> write(own, number, each)));
        }
        writing.add(threads.submit(() -> {
            for (int i = 0; i < each; i++) {
                accept(STREAM, "a-" + i, 2L * i + 1, 2);
            }
            return each;
        }));
        for (int i = 0; i < each; i++) {
            written.add("a-" + i);
        }

        Callable<List<String>> reader = () -> follow(written.size());
        List<Future<List<String>>> readers = List.of(threads.submit(reader), threads.submit(reader));
        for (Future<?> writer : writing) {
            writer.get();
        }
        for (Future<List<String>> read : readers) {
            assertThat(read.get()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
        }
        List<String> settled = ids(all(STREAM, 1_000));
        assertThat(ids(all(STREAM, 7))).isEqualTo(settled);
        assertThat(settled).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    }

    private static int write(RejectionLog log, int writer, int rejections) {
        var random = new Random(writer);
        for (int i = 0; i < rejections; i++) {
            var other = log.append(rejection(new StreamId("account", "2"), "other", 0, NOW));
            log.append(rejection(STREAM, "w" + writer + "-" + i, random.nextInt(300), NOW))
                    .join();
            other.join();
        }
        return rejections;
    }

    private List<String> follow(int decisions) {
        var seen = new ArrayList<String>();
        DecisionCursor reached = DecisionCursor.START;
        while (seen.size() < decisions) {
            Decisions.Page page = page(STREAM, reached, 7);
            seen.addAll(ids(page.decisions()));
            reached = page.reached();
        }
        return seen;
    }
}
