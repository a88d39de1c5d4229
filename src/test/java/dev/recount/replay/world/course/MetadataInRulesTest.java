package dev.recount.replay.world.course;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import dev.recount.testing.Fixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules that ask what the sender noted decide alike in worlds, and in the tests of their authors. */
class MetadataInRulesTest {

    enum Reason {
        BY_PHONE
    }

    record Guests(int inside) {}

    record Enter() {}

    record Entered() {}

    private static final class Doorman implements Aggregate<Guests, Enter, Entered> {

        @Override
        public Guests initial() {
            return new Guests(0);
        }

        @Override
        public Decision<Entered> decide(Guests guests, Enter command, Context context) {
            return "phone".equals(context.own().get("channel"))
                    ? reject(Reason.BY_PHONE, "nobody enters by phone")
                    : accept(new Entered());
        }

        @Override
        public Guests evolve(Guests guests, Entered event) {
            return new Guests(guests.inside + 1);
        }
    }

    private static Metadata through(String channel) {
        return new Metadata(
                Instant.EPOCH,
                Instant.EPOCH,
                Principal.ANONYMOUS,
                "talk",
                Optional.empty(),
                Map.of("channel", channel));
    }

    @Test
    void decideInAWorldAsTheyDid() {
        var course =
                Course.beginning(new StreamId("door", "1"), new StreamCodec<>(StreamType.of("door", new Doorman())));

        assertThat(course.decide(new Enter(), through("phone"))).isInstanceOf(Ruling.Rejected.class);
        assertThat(course.decide(new Enter(), through("door"))).isEqualTo(new Ruling.Accepted(List.of(new Entered())));
        assertThat(course.happen(List.of(new Entered()), through("door"), new CommandRecord("one", Optional.empty())))
                .allMatch(event -> event.metadata().own().equals(Map.of("channel", "door")))
                .hasSize(1);
    }

    @Test
    void areToldItByAFixture() {
        Fixture<Guests, Enter, Entered> door = Fixture.of(new Doorman());

        door.when(new Enter()).then(new Entered());
        door.metadata("channel", "phone")
                .id("2")
                .at(Instant.EPOCH)
                .when(new Enter())
                .rejected(Reason.BY_PHONE);
        door.metadata("channel", "phone")
                .metadata("channel", "door")
                .when(new Enter())
                .then(new Entered());
    }
}
