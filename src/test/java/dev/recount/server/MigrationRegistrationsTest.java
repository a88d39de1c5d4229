package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.migration.Purse;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.migration.Migration;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Migrations of domains that cannot be served together. */
class MigrationRegistrationsTest {

    private static final StreamType<?, ?, Purse.Event> PURSE = StreamType.of("purse", new Purse());
    private static final StreamType<?, ?, Purse.Event> BAG = StreamType.of("bag", new Purse());
    private static final StreamType<?, ?, Purse.Event> SACK = StreamType.of("sack", new Purse());

    private record Given(List<StreamType<?, ?, ?>> streamTypes, List<Migration<?, ?>> migrations) implements Domain {
        @Override
        public String name() {
            return "given";
        }
    }

    private static Migration<?, ?> from(StreamType<?, ?, Purse.Event> from, StreamType<?, ?, Purse.Event> to) {
        return Migration.from(from).to(to, (_, _) -> List.of());
    }

    static Stream<Arguments> mistaken() {
        List<StreamType<?, ?, ?>> all = List.of(PURSE, BAG, SACK);
        return Stream.of(
                Arguments.of(
                        new Given(List.of(PURSE), List.of(from(PURSE, BAG))),
                        "follows the stream type bag, which no domain serves"),
                Arguments.of(
                        new Given(all, List.of(from(PURSE, BAG), from(PURSE, SACK))),
                        "the migration of the stream type purse is defined twice"),
                Arguments.of(
                        new Given(
                                all,
                                List.of(
                                        from(PURSE, BAG).named("x"),
                                        from(BAG, SACK).named("x"))),
                        "the migration x is defined twice"),
                Arguments.of(
                        new Given(all, List.of(from(PURSE, BAG), from(BAG, SACK))),
                        "and the one from purse to bag follow each other: leave the first one out once it is done"),
                Arguments.of(
                        new Given(all, List.of(from(BAG, SACK), from(PURSE, BAG))),
                        "and the one from bag to sack follow each other"));
    }

    @ParameterizedTest
    @MethodSource("mistaken")
    void areRefusedInALine(Domain domain, String message) {
        assertThatThrownBy(() -> Domains.configure(List.of(domain), Map.of()))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
