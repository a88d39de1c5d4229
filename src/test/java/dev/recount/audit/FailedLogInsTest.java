package dev.recount.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.administration.AdministrationCommand.NoteFailedLogIns;
import dev.recount.server.Pause;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The failed log-ins that are gathered, without a journal. */
class FailedLogInsTest {

    private final List<NoteFailedLogIns> recorded = new CopyOnWriteArrayList<>();
    private boolean journalIsAway;

    private CompletionStage<Void> record(NoteFailedLogIns failed) {
        if (journalIsAway) {
            return CompletableFuture.failedStage(new IllegalStateException("the journal is away"));
        }
        recorded.add(failed);
        return CompletableFuture.completedStage(null);
    }

    private FailedLogIns listening() {
        return new FailedLogIns(this::record, Clock.systemUTC());
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void areRecordedAtOnceAndThenCounted() {
        try (FailedLogIns logIns = listening()) {
            for (int i = 0; i < 1_000; i++) {
                logIns.failed(address(1), "password", Optional.of("user" + i % 9));
            }
            logIns.failed(address(1), "api-key", Optional.empty());
            assertThat(recorded)
                    .extracting(each -> each.kind() + " " + each.names() + " " + each.times())
                    .containsExactly("password [user0] 1", "api-key [] 1");

            logIns.recordGathered().join();
            assertThat(recorded).hasSize(3);
            assertThat(recorded.getLast().times()).isEqualTo(999);
            assertThat(recorded.getLast().names()).containsExactly("user1", "user2", "user3", "user4", "user5");
            assertThat(recorded.getLast().address()).contains("10.0.0.1");

            logIns.recordGathered().join();
            assertThat(recorded).hasSize(3);
        }
    }

    @Test
    void ofMoreAddressesThanAreToldApartAreCountedTogether() {
        try (FailedLogIns logIns = listening()) {
            for (int i = 0; i < 5_000; i++) {
                logIns.failed(address(i), "password", Optional.of("x".repeat(1_000)));
            }
            logIns.recordGathered().join();
        }
        assertThat(recorded).hasSize(FailedLogIns.MOST_ADDRESSES + 2);
        assertThat(recorded.stream().mapToLong(NoteFailedLogIns::times).sum()).isEqualTo(5_000);
        assertThat(recorded.getLast().address()).isEmpty();
        assertThat(recorded).flatExtracting(NoteFailedLogIns::names).allMatch(name -> name.length() <= 128);
    }

    @Test
    void areKeptUntilTheyCanBeRecorded() {
        try (FailedLogIns logIns = listening()) {
            journalIsAway = true;
            logIns.failed(address(1), "password", Optional.of("ann"));
            logIns.failed(address(1), "password", Optional.of("bob"));
            logIns.recordGathered().join();
            assertThat(recorded).isEmpty();
            journalIsAway = false;
        }
        assertThat(recorded).hasSize(1);
        assertThat(recorded.getFirst().times()).isEqualTo(2);
        assertThat(recorded.getFirst().names()).containsExactlyInAnyOrder("ann", "bob");
    }

    @Test
    void areRecordedOnTimeAlsoAfterADefect() {
        var times = new AtomicInteger();
        try (FailedLogIns logIns = new FailedLogIns(
                failed -> {
                    if (times.incrementAndGet() <= 3) {
                        throw new IllegalStateException("a defect");
                    }
                    return record(failed);
                },
                Clock.systemUTC(),
                Duration.ofMillis(5))) {
            logIns.failed(address(1), "password", Optional.of("ann"));
            Pause.untilThere(() -> recorded, found -> !found.isEmpty());
        }
        assertThat(recorded).extracting(NoteFailedLogIns::times).containsExactly(1L);
    }
}
