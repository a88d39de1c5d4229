package dev.recount.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.administration.AdministrationCommand.NotePersonalRead;
import dev.recount.handler.ManualClock;
import dev.recount.model.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The reading of personal data that is gathered, without a journal. */
class PersonalReadsTest {

    private int recorded;
    private boolean journalIsAway;
    private final ManualClock clock = new ManualClock();
    private final PersonalReads reads = new PersonalReads(this::record, clock);

    private CompletionStage<Void> record(Sender sender, NotePersonalRead read) {
        if (journalIsAway) {
            return CompletableFuture.failedStage(new IllegalStateException("the journal is away"));
        }
        recorded++;
        return CompletableFuture.completedStage(null);
    }

    private CompletableFuture<Void> read(String caller, int stream) {
        return reads.note(
                        new Sender(new Principal(caller), "c"),
                        new NotePersonalRead("GET /streams/{type}/{id}", Map.of("id", Integer.toString(stream))))
                .toCompletableFuture();
    }

    @Test
    void isRecordedOnceAMinuteForEachCallerAndStream() {
        for (int i = 0; i < 10; i++) {
            read("ann", 1).join();
        }
        assertThat(recorded).isEqualTo(1);
        read("bob", 1).join();
        read("ann", 2).join();
        assertThat(recorded).isEqualTo(3);
        clock.advance(Duration.ofMinutes(1));
        read("ann", 1).join();
        read("ann", 1).join();
        assertThat(recorded).isEqualTo(4);
    }

    @Test
    void isRecordedAgainWhereTheFirstTimeFailed() {
        journalIsAway = true;
        assertThatThrownBy(read("ann", 1)::join).hasRootCauseMessage("the journal is away");
        journalIsAway = false;
        read("ann", 1).join();
        assertThat(recorded).isEqualTo(1);
    }

    @Test
    void endsForAllWhoWaitWhereRecordingIsNotEvenBegun() {
        var broken = new PersonalReads(
                (_, _) -> {
                    throw new IllegalStateException("a defect");
                },
                clock);
        var read = new NotePersonalRead("GET /streams/{type}/{id}", Map.of());
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> broken.note(new Sender(new Principal("ann"), "c"), read)
                            .toCompletableFuture()
                            .orTimeout(4, TimeUnit.MINUTES)
                            .join())
                    .hasRootCauseMessage("a defect");
        }
    }

    @Test
    void ofMoreThanIsRememberedIsRecordedOnceMore() {
        for (int stream = 0; stream <= PersonalReads.MOST; stream++) {
            read("ann", stream).join();
        }
        read("ann", PersonalReads.MOST).join();
        assertThat(recorded).isEqualTo(PersonalReads.MOST + 1);
        read("ann", 0).join();
        assertThat(recorded).isEqualTo(PersonalReads.MOST + 2);
    }
}
