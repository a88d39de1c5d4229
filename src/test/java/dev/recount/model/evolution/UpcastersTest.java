package dev.recount.model.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.recount.model.DomainException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpcastersTest {

    private static final Set<String> TODAY = Set.of("Renamed", "Repriced", "Stocked", "Shipped");

    private static Upcasters of(Upcaster... upcasters) {
        return Upcasters.of("article", TODAY, List.of(upcasters));
    }

    private static List<String> upcast(Upcasters upcasters, String event, int revision, Fields fields) {
        return upcasters.upcast(new EventData(new EventForm(event, revision), fields)).stream()
                .map(data -> data.form() + " " + data.fields())
                .toList();
    }

    @Nested
    class OfCommands {

        private static Upcasters of(Upcaster... upcasters) {
            return Upcasters.ofCommands("article", Set.of("Order", "Return"), List.of(upcasters));
        }

        @Test
        void makeOneOfOne() {
            Upcasters all = of(
                    Upcaster.from("Buy", 1).as("Order"),
                    Upcaster.from("Order", 1).rename("count", "quantity").add("note", "none"));

            assertThat(all.revision("Order")).isEqualTo(2);
            assertThat(all.upcastCommand(new EventData(new EventForm("Buy", 1), Fields.NONE.with("count", 3))))
                    .hasToString("EventData[form=Order/2, fields={quantity=3, note=none}]");
        }

        @Test
        void areRefusedIfTheySplitOrDropOne() {
            for (Upcaster other : List.of(
                    Upcaster.from("Buy", 1).split(Part.of("Order"), Part.of("Return")),
                    Upcaster.from("Buy", 1).drop())) {
                assertThatExceptionOfType(DomainException.class)
                        .isThrownBy(() -> of(other))
                        .withMessage("stream type article: the command Buy/1 is split or dropped by its upcaster,"
                                + " but one command stays one: it was decided on as one");
            }
        }

        @Test
        void areHeldAgainstTheCommandsOfToday() {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> of(Upcaster.from("Buy", 1).as("Purchase")))
                    .withMessage(
                            "stream type article: the command Buy/1 is made a Purchase/1, but there is no such command;"
                                    + " today's are Order, Return");
        }
    }

    @Nested
    class MakeOfAnOldEvent {

        @Test
        void theNextRevisionsOfItself() {
            Upcasters all = of(
                    Upcaster.from("Repriced", 2).add("currency", "CZK"),
                    Upcaster.from("Repriced", 1)
                            .rename("cents", "price")
                            .changeNumber("price", cents -> cents.movePointLeft(2)));

            assertThat(all.revision("Repriced")).isEqualTo(3);
            assertThat(all.revision("Renamed")).isEqualTo(1);
            assertThat(upcast(all, "Repriced", 1, Fields.NONE.with("cents", 1250)))
                    .containsExactly("Repriced/3 {price=12.50, currency=CZK}");
            assertThat(upcast(all, "Repriced", 2, Fields.NONE.with("price", new BigDecimal("1.0"))))
                    .containsExactly("Repriced/3 {price=1.0, currency=CZK}");
            assertThat(upcast(all, "Repriced", 3, Fields.NONE)).containsExactly("Repriced/3 {}");
        }

        @Test
        void severalOrFewerOrNone() {
            Upcasters all = of(
                    Upcaster.from("Updated", 1)
                            .split(
                                    Part.of("Renamed").whenPresent("name").only("name"),
                                    Part.of("Repriced").whenPresent("price").only("price")),
                    Upcaster.from("Touched", 1).drop());
            Fields both = Fields.NONE.with("name", "bolt").with("price", 5);

            assertThat(upcast(all, "Updated", 1, both))
                    .containsExactly("Renamed/1 {name=bolt}", "Repriced/1 {price=5}");
            assertThat(upcast(all, "Updated", 1, both.with("name", null))).containsExactly("Repriced/1 {price=5}");
            assertThat(upcast(all, "Updated", 1, Fields.NONE)).isEmpty();
            assertThat(upcast(all, "Touched", 1, both)).isEmpty();
        }

        @Test
        void oneOfAnotherNameInTheFormThatItHadThen() {
            Upcasters all = of(
                    Upcaster.from("Received", 1).add("reason", "received").as("Stocked/2"),
                    Upcaster.from("Sent", 1).as("Shipped"),
                    Upcaster.from("Shipped", 1).rename("count", "quantity"),
                    Upcaster.from("Stocked", 1).add("reason", "unknown"),
                    Upcaster.from("Stocked", 2).changeText("reason", String::toUpperCase));

            assertThat(upcast(all, "Received", 1, Fields.NONE)).containsExactly("Stocked/3 {reason=RECEIVED}");
            assertThat(upcast(all, "Stocked", 1, Fields.NONE)).containsExactly("Stocked/3 {reason=UNKNOWN}");
            assertThat(upcast(all, "Sent", 1, Fields.NONE.with("count", 1))).containsExactly("Shipped/2 {quantity=1}");
        }

        @Test
        void whatAFunctionSays() {
            Upcasters all = of(Upcaster.from("Moved", 1)
                    .into(
                            fields -> fields.flag("out")
                                    ? List.of(Upcast.to("Shipped", fields.without("out")))
                                    : List.of(Upcast.to("Stocked", fields.without("out")), Upcast.to("Moved", fields)),
                            "Shipped",
                            "Stocked"));

            assertThat(upcast(all, "Moved", 1, Fields.NONE.with("out", true))).containsExactly("Shipped/1 {}");
            assertThatIllegalStateException()
                    .isThrownBy(() -> upcast(all, "Moved", 1, Fields.NONE.with("out", false)))
                    .withMessageContaining("Moved/1", "Moved/2");
            assertThatIllegalStateException()
                    .isThrownBy(() -> upcast(all, "Moved", 1, Fields.NONE))
                    .withMessageContaining("Moved/1")
                    .withMessageContaining("out: is missing");
        }
    }

    @Nested
    class AreRefused {

        private static void assertRefused(String problem, Upcaster... upcasters) {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> of(upcasters))
                    .withMessageContaining("article")
                    .withMessageContaining(problem);
        }

        @Test
        void ifTwoBeginAtOneForm() {
            assertRefused(
                    "Repriced/1 has two upcasters",
                    Upcaster.from("Repriced", 1),
                    Upcaster.from("Repriced", 1).drop());
        }

        @Test
        void ifOneIsLeftOut() {
            assertRefused("Repriced/2 has none", Upcaster.from("Repriced", 1), Upcaster.from("Repriced", 3));
            assertRefused("Repriced/1 has none", Upcaster.from("Repriced", 2));
        }

        @Test
        void ifOneLeadsToWhatIsNoEvent() {
            assertRefused("Forgotten", Upcaster.from("Updated", 1).as("Forgotten"));
            assertRefused("Updated/2", Upcaster.from("Updated", 1).add("x", 1));
            assertRefused(
                    "Repriced is at revision 1 today",
                    Upcaster.from("Updated", 1).as("Repriced/2"));
            assertRefused(
                    "Repriced is at revision 2 today",
                    Upcaster.from("Repriced", 1),
                    Upcaster.from("Updated", 1).as("Repriced/3"));
        }

        @Test
        void ifTheyGoRoundInCircles() {
            assertRefused(
                    "comes back to itself",
                    Upcaster.from("One", 1).as("Other"),
                    Upcaster.from("Other", 1).as("One"));
            assertRefused("comes back to itself", Upcaster.from("One", 1).as("One/1"));
        }

        @Test
        void ifAFormIsNone() {
            assertThatExceptionOfType(DomainException.class).isThrownBy(() -> Upcaster.from("Updated", 0));
            assertThatExceptionOfType(DomainException.class).isThrownBy(() -> Upcaster.from("", 1));
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> Upcaster.from("Updated", 1).as("Repriced/new"));
        }
    }
}
