package dev.recount.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.journal.Orders.Boxes;
import dev.recount.journal.Orders.Command;
import dev.recount.journal.Orders.Item;
import dev.recount.journal.Orders.Payment;
import dev.recount.journal.Orders.Size;
import dev.recount.journal.Orders.State;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The round trip of values that are written, and read back the same. */
class RoundTripTest {

    private static final StoredForm ORDERS = new StoredForm();

    static Stream<Command> commands() {
        return Stream.of(
                new Command.Describe(Orders.VALUES),
                new Command.Place("", List.of(), Optional.empty()),
                new Command.Place(
                        "Ann",
                        List.of(Orders.BOLT, Item.valueOf("nut")),
                        Optional.of(new Payment.Card("4711", YearMonth.of(2031, 1)))),
                new Command.Place("Ann", List.of(), Optional.of(new Payment.Invoice(30))),
                new Command.Place("Ann", List.of(), Optional.of(new Payment.Unpaid())),
                new Command.Pack(new Boxes(
                        Optional.of(new BigDecimal("1.50")),
                        Set.of(Size.SMALL, Size.LARGE),
                        Map.of(YearMonth.of(1993, 1), BigDecimal.TEN),
                        Map.of(Size.LARGE, List.of(Orders.BOLT)),
                        List.of("fragile", "fragile"),
                        List.of(List.of(1, 2), List.of()))),
                new Command.Cancel());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void holdsForCommands(Command command) {
        EncodedCommand written = ORDERS.codec().commands().write(command);

        assertThat(ORDERS.codec().commands().read(written.name(), written.json()))
                .isEqualTo(command);
    }

    @Test
    void holdsForEvents() {
        var described = new Orders.Event.Described(Orders.VALUES);

        Recorded read = StoredForm.read(ORDERS.store(described).stored());

        assertThat(read).isEqualTo(ORDERS.recorded(described, read.stored()));
    }

    @Test
    void holdsForStatesWhichCarryTheirStatus() {
        var placed = new State.Placed("Ann", List.of(Orders.BOLT));

        String written = ORDERS.codec().states().write(placed);

        assertThat(written).isEqualTo("""
                        {"status":"Placed","customer":"Ann","items":[{"sku":"bolt","price":0.10,"count":12}]}""");
        assertThat(ORDERS.codec().states().read(written)).isEqualTo(placed);
        assertThat(ORDERS.codec().states().write(new State.Empty())).isEqualTo("{\"status\":\"Empty\"}");
    }

    @Nested
    class TheWrittenForm {

        @Test
        void namesTheCasesOfANestedSealedInterfaceByType() {
            var place = new Command.Place("Ann", List.of(), Optional.of(new Payment.Invoice(30)));

            assertThat(ORDERS.codec().commands().write(place).text()).isEqualTo("""
                            {"customer":"Ann","items":[],"payment":{"type":"Invoice","days":30}}""");
        }

        @Test
        void keepsTheScaleOfADecimalAndTheWholeOfALong() {
            assertThat(ORDERS.codec()
                            .commands()
                            .write(new Command.Describe(Orders.VALUES))
                            .text())
                    .contains("\"decimal\":700.00", "\"large\":9223372036854775807", "\"rough\":0.1,", "\"fine\":0.1,");
        }

        @Test
        void isTheSameHoweverTheClientWroteTheCommand() {
            assertThat(digest("{\"customer\":\"Ann\",\"items\":[]}"))
                    .isEqualTo(digest(" { \"items\" : [ ] , \"payment\" : null, \"customer\" : \"\\u0041nn\" } "))
                    .isNotEqualTo(digest("{\"customer\":\"Bob\",\"items\":[]}"));
        }

        @Test
        void doesNotDependOnTheOrderOfAMap() {
            assertThat(packed("\"SMALL\",\"LARGE\"", "\"1993-01\":1,\"1992-02\":2"))
                    .isEqualTo(packed("\"SMALL\",\"LARGE\"", "\"1992-02\":2,\"1993-01\":1"))
                    .contains("\"byMonth\":{\"1992-02\":2,\"1993-01\":1}");
        }

        @Test
        void keepsTheOrderInWhichASetCame() {
            assertThat(packed("\"SMALL\",\"LARGE\"", "")).contains("[\"SMALL\",\"LARGE\"]");
            assertThat(packed("\"LARGE\",\"SMALL\"", "")).contains("[\"LARGE\",\"SMALL\"]");
        }

        private String digest(String place) {
            return encoded("Place", place).digest();
        }

        private String packed(String sizes, String byMonth) {
            return encoded("Pack", """
                            {"boxes":{"sizes":[%s],"byMonth":{%s},"bySize":{},"labels":[],"grid":[]}}""".formatted(sizes, byMonth)).text();
        }

        private EncodedCommand encoded(String name, String json) {
            return ORDERS.codec()
                    .commands()
                    .write(ORDERS.codec().commands().read(name, json.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
