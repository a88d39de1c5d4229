package dev.recount.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recount.model.Counter.Command;
import dev.recount.model.Counter.Count;
import dev.recount.model.Counter.Event;
import dev.recount.model.Counter.Risen;
import dev.recount.model.Counter.WasReset;
import dev.recount.model.type.ArchivePolicy;
import dev.recount.model.type.SnapshotPolicy;
import dev.recount.model.type.StreamType;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamTypeTest {

    private final StreamType<Count, Command, Event> counter = StreamType.of("counter", new Counter());

    @Test
    void takesItsTypesFromTheSignatureOfTheAggregate() {
        assertThat(counter.state()).isEqualTo(Count.class);
        assertThat(counter.commands().base()).isEqualTo(Command.class);
        assertThat(counter.events().base()).isEqualTo(Event.class);
    }

    @Test
    void findsTheSignatureOfASuperclass() {
        assertThat(StreamType.of("nothing", new Strange.Heir()).events().base()).isEqualTo(WasReset.class);
    }

    @Test
    void isNotChangedByWhatIsDerivedFromIt() {
        counter.snapshotEvery(7)
                .stateRevision(2)
                .settledAt(WasReset.class)
                .enrich((command, _) -> CompletableFuture.completedFuture(command))
                .readableBy((_, _) -> false)
                .authorize((_, _, _) -> false);

        assertThat(counter.snapshots()).isEqualTo(SnapshotPolicy.DEFAULT);
        assertThat(counter.enrichment()).isEmpty();
        assertThat(counter.authorization()).isEmpty();
        assertThat(counter.readers()).isEmpty();
    }

    @Test
    void keepsAllThatWasSetBefore() {
        var derived = counter.settledAt(WasReset.class)
                .authorize((_, _, _) -> false)
                .readableBy((_, _) -> false)
                .enrich((command, _) -> CompletableFuture.completedFuture(command))
                .settledAt(Risen.class)
                .snapshotEvery(7)
                .stateRevision(2);

        assertThat(derived.snapshots()).isEqualTo(new SnapshotPolicy(7, Set.of(Risen.class, WasReset.class), 2));
        assertThat(derived.enrichment()).isPresent();
        assertThat(derived.authorization()).isPresent();
        assertThat(derived.readers()).isPresent();
        assertThat(derived.name()).isEqualTo("counter");
    }

    @Test
    void isSavedRegularlyAndWhereItIsSettled() {
        var policy = counter.snapshotEvery(10).settledAt(WasReset.class).snapshots();

        assertThat(policy.isDue(List.of(new Risen(1)), 10)).isTrue();
        assertThat(policy.isDue(List.of(new Risen(1)), 11)).isFalse();
        assertThat(policy.isDue(List.of(new WasReset()), 11)).isTrue();
    }

    @Test
    void movesIntoTheArchiveOnlyIfItSaysSo() {
        var settled = counter.settledAt(WasReset.class);

        assertThat(settled.archive()).isEmpty();
        assertThat(settled.archive(ArchivePolicy.keepSettled(2)).archive())
                .hasValue(new ArchivePolicy(2, Optional.empty()));
        assertThat(ArchivePolicy.keepSettled(2).deleteAfter(Period.ofYears(10)))
                .isEqualTo(new ArchivePolicy(2, Optional.of(Period.ofYears(10))));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ArchivePolicy.keepSettled(2).deleteAfter(Period.ofDays(-1)))
                .withMessageContaining("deleteAfter: P-1D is negative");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ArchivePolicy.keepSettled(0))
                .withMessageContaining("keepSettled: 0 is not at least 1");
    }

    @Nested
    class IsRefused {

        @Test
        void whenItIsArchivedAndNothingSettlesIt() {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> counter.archive(ArchivePolicy.keepSettled(2)))
                    .withMessageContaining("archive: no event of counter settles its state");
        }

        record Foreign() {}

        @Test
        void underANameThatCannotBeAStreamType() {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> StreamType.of("Counter", new Counter()))
                    .withMessageContaining(Counter.class.getName())
                    .withMessageContaining("lower-case");
        }

        @Test
        @SuppressWarnings({"rawtypes", "unchecked"}) // as a careless user would write it
        void whenItIsSettledAtAnEventOfAnother() {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> counter.settledAt((Class) Foreign.class))
                    .withMessageContaining(Foreign.class.getName())
                    .withMessageContaining("counter");
        }

        @Test
        @SuppressWarnings({"rawtypes", "unchecked"}) // as a careless user would write it
        void whenTheAggregateIsRaw() {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> StreamType.of("raw", new Strange.Raw()))
                    .withMessageContaining(Strange.Raw.class.getName());
        }

        @Test
        void whenTheAggregateIsGeneric() {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> StreamType.of("generic", new Strange.Generic<>(new Count(0))))
                    .withMessageContaining(Strange.Generic.class.getName())
                    .withMessageContaining("state");
        }

        @Test
        void whenItsCommandIsAParameterizedType() {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> StreamType.of("lists", new Strange.Lists()))
                    .withMessageContaining(Strange.Lists.class.getName())
                    .withMessageContaining("command");
        }

        @Test
        void whenItWouldNeverBeSavedOrHasNoRevision() {
            assertThatIllegalArgumentException().isThrownBy(() -> counter.snapshotEvery(0));
            assertThatIllegalArgumentException().isThrownBy(() -> counter.stateRevision(0));
        }
    }
}
