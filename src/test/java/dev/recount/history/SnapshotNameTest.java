package dev.recount.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.type.StreamType;
import dev.recount.replay.Snapshot;
import dev.recount.stream.pekko.journal.SnapshotSerializer;
import java.io.NotSerializableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A snapshot that could be read by changed rules, but does not hold what they would have made of the events. */
class SnapshotNameTest {

    sealed interface Command {
        record Tick() implements Command {}
    }

    sealed interface Event {
        record Ticked() implements Event {}
    }

    record Count(int ticks) {}

    record Counted(int ticks, Optional<Integer> odd) {}

    static final class Yesterday implements Aggregate<Count, Command, Event> {
        @Override
        public Count initial() {
            return new Count(0);
        }

        @Override
        public Decision<Event> decide(Count state, Command command, Context context) {
            return Decision.accept(new Event.Ticked());
        }

        @Override
        public Count evolve(Count state, Event event) {
            return new Count(state.ticks + 1);
        }
    }

    static final class Today implements Aggregate<Counted, Command, Event> {
        @Override
        public Counted initial() {
            return new Counted(0, Optional.of(0));
        }

        @Override
        public Decision<Event> decide(Counted state, Command command, Context context) {
            return Decision.accept(new Event.Ticked());
        }

        @Override
        public Counted evolve(Counted state, Event event) {
            return new Counted(state.ticks + 1, state.odd.map(odd -> odd + state.ticks % 2));
        }
    }

    private static final StreamId STREAM = new StreamId("ticker", "t");

    @Test
    void isNotReadByThem() throws NotSerializableException {
        var ticker = new WrittenStream<>(StreamType.of("ticker", new Yesterday()), "t");
        ticker.add(new Event.Ticked(), Instant.EPOCH);
        byte[] snapshot = ticker.snapshot(1);
        StreamType<Counted, Command, Event> today = StreamType.of("ticker", new Today());
        String yesterdays = Snapshot.name(ticker.codec());
        var serializer = new SnapshotSerializer(new Codecs(List.of(today)));

        String todays = Snapshot.name(new StreamCodec<>(today));
        assertThat(todays).isNotEqualTo(yesterdays).startsWith("ticker.State/1/");
        assertThat(serializer.read(STREAM, snapshot, todays))
                .as("under today's name it would have been taken")
                .isNotNull();
        for (String stale :
                List.of(yesterdays, "ticker.State/1", todays + "x", "ticker.State/2" + todays.substring(14))) {
            assertThatThrownBy(() -> serializer.read(STREAM, snapshot, stale))
                    .isInstanceOf(NotSerializableException.class);
        }
    }

    @Test
    void isThatOfTheUpcastersToo() {
        StreamType<Count, Command, Event> plain = StreamType.of("ticker", new Yesterday());
        StreamType<Count, Command, Event> upcasting =
                plain.upcast(Upcaster.from("Tocked", 1).as("Ticked"));

        assertThat(Snapshot.name(new StreamCodec<>(upcasting)))
                .startsWith(Snapshot.name(new StreamCodec<>(plain)))
                .isNotEqualTo(Snapshot.name(new StreamCodec<>(plain)))
                .isEqualTo(Snapshot.name(new StreamCodec<>(upcasting)));
    }
}
