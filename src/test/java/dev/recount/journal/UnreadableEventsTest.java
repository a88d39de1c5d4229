package dev.recount.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.journal.Orders.Event;
import dev.recount.journal.Recorded.Unreadable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that cannot be read is never dropped and never fails its reader; one that could not be is not written. */
class UnreadableEventsTest {

    private static final StoredForm ORDERS = new StoredForm();
    private static final StoredEvent STORED = StoredForm.placed();

    @Nested
    class ThatLieInTheJournal {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "order.Placed/2",
                    "order.Placed/0",
                    "order.Placed/-1",
                    "order.Placed/99999999999",
                    "order.Placed/",
                    "order.Placed",
                    "order.placed/1",
                    "order.Unknown/1",
                    "order./1",
                    "basket.Placed/1",
                    ".Placed/1",
                    "dev.recount.journal.Orders$Event$Placed",
                    "/",
                    "."
                })
        void isSaidToBeOfAnUnknownName(String manifest) {
            var unknown = new StoredEvent(manifest, STORED.payload());

            assertUnreadable(StoredForm.read(unknown), unknown);
        }

        @Test
        void isSaidToBeOfAnEmptyName() {
            assertThat(StoredForm.read(new StoredEvent("", STORED.payload()))).isInstanceOf(Unreadable.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "[]",
                    "{}",
                    "{\"data\":null}",
                    "{\"data\":{}}",
                    "{\"data\":[]}",
                    "{\"more\":1}",
                    "\u0000\u0001"
                })
        void isSaidToBeMalformed(String payload) {
            StoredEvent malformed = StoredForm.stored(STORED.manifest(), payload);

            assertUnreadable(StoredForm.read(malformed), malformed);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"time", "recorded", "principal", "correlation", "previous", "command", "data", "customer"})
        void isSaidToLackAField(String field) {
            StoredEvent renamed = StoredForm.stored(
                    STORED.manifest(), StoredForm.text(STORED).replace("\"" + field + "\"", "\"other\""));

            assertUnreadable(StoredForm.read(renamed), renamed);
        }

        @Test
        void isSaidSoWhereverItIsCut() {
            for (int length = 0; length < STORED.payload().length; length++) {
                var cut = new StoredEvent(STORED.manifest(), Arrays.copyOf(STORED.payload(), length));

                assertUnreadable(StoredForm.read(cut), cut);
            }
        }

        @Test
        void neverFailsWhateverItsBytesAre() {
            var random = new Random(4711);
            for (int i = 0; i < 2_000; i++) {
                byte[] payload = STORED.payload().clone();
                payload[random.nextInt(payload.length)] = (byte) random.nextInt();
                var corrupt = new StoredEvent(STORED.manifest(), payload);

                assertThat(StoredForm.read(corrupt).stored()).isSameAs(corrupt);
            }
        }

        private void assertUnreadable(Recorded read, StoredEvent stored) {
            assertThat(read).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
                assertThat(unreadable.stored()).isSameAs(stored);
                assertThat(unreadable.problem())
                        .contains(stored.manifest())
                        .doesNotContain("Exception", "java.", "null");
            });
        }
    }

    @Nested
    class ThatWereNeverWritten {

        @Test
        @SuppressWarnings("NullAway") // as a careless user writes it
        void isNotEvenWritten() {
            var endless = new Orders.Item("pi", BigDecimal.ONE.movePointLeft(101), 1);

            assertNotWritten(new Event.Placed(null, List.of(), Optional.empty()), "customer: must not be null");
            assertNotWritten(
                    new Event.Placed("Ann", Arrays.asList(Orders.BOLT, null), Optional.empty()),
                    "items[1]: must not be null");
            assertNotWritten(
                    new Event.Placed("Ann", List.of(endless), Optional.empty()),
                    "items[0].price: has more than 100 digits");
        }

        @Test
        void isNotWrittenWithHalfACharacterEither() {
            assertThatThrownBy(() -> ORDERS.store(new Event.Placed("\ud800", List.of(), Optional.empty())))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isNotWrittenWithACommandThatCouldNotBeReadEither() {
            var placed = new Event.Placed("Ann", List.of(), Optional.empty());
            for (String data : List.of(
                    "{\"" + "x".repeat(300) + "\":1}",
                    "[".repeat(200) + "]".repeat(200),
                    "[" + "7".repeat(300) + "]",
                    "{\"a\":1,\"a\":2}",
                    "{")) {
                var detail = new CommandRecord.Detail("Place", 1, "digest", Optional.of(data), Optional.empty());
                EventHeader known = StoredForm.HEADER;
                var header = new EventHeader(
                        known.metadata(), new CommandRecord("id", Optional.of(detail)), known.previous());

                assertThatThrownBy(() -> ORDERS.codec().events().write(StoredForm.AT, placed, header))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }

        private void assertNotWritten(Event event, String problem) {
            assertThatThrownBy(() -> ORDERS.store(event))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(problem);
        }
    }
}
