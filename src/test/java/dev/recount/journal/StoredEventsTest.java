package dev.recount.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.journal.Orders.Event;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.Recorded.Unreadable;
import dev.recount.model.StreamId;
import dev.recount.model.StreamType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the journal. */
class StoredEventsTest {

    private static final StoredForm ORDERS = new StoredForm();
    private static final Codecs CODECS = new Codecs(List.of(StreamType.of("order", new Orders())));
    private static final StoredEvent STORED = ORDERS.store(
                    new Event.Placed("Ann", List.of(Orders.BOLT), Optional.empty()))
            .stored();

    private static String text(StoredEvent stored) {
        return new String(stored.payload(), StandardCharsets.UTF_8);
    }

    private static StoredEvent stored(String manifest, String payload) {
        return new StoredEvent(manifest, payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isReadableJson() {
        assertThat(STORED.manifest()).isEqualTo("order.Placed/1");
        assertThat(text(STORED)).isEqualTo("""
                        {"data":{"customer":"Ann","items":[{"sku":"bolt","price":0.10,"count":12}],"payment":null},\
                        "time":"1993-01-01T00:00:00Z","recorded":"2026-01-01T12:00:00.123456Z","principal":"ann",\
                        "correlation":"conversation","causation":"cause","command":{"id":"id","name":"Place",\
                        "digest":"digest","data":{"price":1.10}},"previous":"hash"}""");
    }

    @Test
    void isReadByTheCodecOfItsStreamType() {
        assertThat(CODECS.read(STORED)).isInstanceOf(RecordedEvent.class);
    }

    @Nested
    class ThatCannotBeRead {

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

            assertUnreadable(CODECS.read(unknown), unknown);
            assertUnreadable(ORDERS.codec().readEvent(unknown), unknown);
        }

        @Test
        void isSaidToBeOfAnEmptyName() {
            assertThat(CODECS.read(new StoredEvent("", STORED.payload()))).isInstanceOf(Unreadable.class);
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
            StoredEvent malformed = stored(STORED.manifest(), payload);

            assertUnreadable(CODECS.read(malformed), malformed);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"time", "recorded", "principal", "correlation", "previous", "command", "data", "customer"})
        void isSaidToLackAField(String field) {
            StoredEvent renamed = stored(STORED.manifest(), text(STORED).replace("\"" + field + "\"", "\"other\""));

            assertUnreadable(CODECS.read(renamed), renamed);
        }

        @Test
        void isSaidSoWhereverItIsCut() {
            for (int length = 0; length < STORED.payload().length; length++) {
                var cut = new StoredEvent(STORED.manifest(), Arrays.copyOf(STORED.payload(), length));

                assertUnreadable(CODECS.read(cut), cut);
            }
        }

        @Test
        void neverFailsWhateverItsBytesAre() {
            var random = new Random(4711);
            for (int i = 0; i < 2_000; i++) {
                byte[] payload = STORED.payload().clone();
                payload[random.nextInt(payload.length)] = (byte) random.nextInt();
                var corrupt = new StoredEvent(STORED.manifest(), payload);

                assertThat(CODECS.read(corrupt).stored()).isSameAs(corrupt);
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
    class ThatCouldNotBeReadAgain {

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

        private void assertNotWritten(Event event, String problem) {
            assertThatThrownBy(() -> ORDERS.store(event))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(problem);
        }
    }

    @Nested
    class TakenApart {

        @Test
        void keepsItsTextExactly() {
            String data = "{ \"amount\" : 1.10e+5 , \"text\" : \"\\u0041\" , \"more\" : [ 1e999999999 ] }";
            String payload = text(STORED)
                    .replaceFirst("\\{\"customer\".*?\"payment\":null}", data.replace("\\", "\\\\"))
                    .replace("{\"price\":1.10}", "{\"price\" : 1.10}");

            EventDocument document = EventDocument.of(stored("order.Gone/7", payload));

            assertThat(document.name()).isEqualTo(new EventName("order", "Gone", 7));
            assertThat(document.data()).isEqualTo(data);
            assertThat(document.metadata().command().detail().orElseThrow().data())
                    .isEqualTo("{\"price\" : 1.10}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0.10",
                    "-1e999999999",
                    "\"a \\\" b\"",
                    "\"\u017elu\u0165 \ud83d\ude00\"",
                    "true",
                    "null",
                    "[]",
                    "[ [ ] ]"
                })
        void keepsWhateverItsDataIs(String data) {
            String payload =
                    text(STORED).replaceFirst("\\{\"customer\".*?\"payment\":null}", data.replace("\\", "\\\\"));

            assertThat(EventDocument.of(stored(STORED.manifest(), payload)).data())
                    .isEqualTo(data);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "{}", "[]", "{\"data\":1}", "{\"data\":1} x"})
        void failsIfItIsNone(String payload) {
            assertThatThrownBy(() -> EventDocument.of(stored(STORED.manifest(), payload)))
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Nested
    class HashOfOne {

        @Test
        void changesWithEveryByteOfItsPayload() {
            for (int i = 0; i < STORED.payload().length; i++) {
                byte[] payload = STORED.payload().clone();
                payload[i] ^= 1;

                assertThat(HashChain.of(new StoredEvent(STORED.manifest(), payload)))
                        .as("byte %d", i)
                        .isNotEqualTo(HashChain.of(STORED));
            }
        }

        @Test
        void changesWithEveryCharacterOfItsName() {
            for (int i = 0; i < STORED.manifest().length(); i++) {
                var manifest = new StringBuilder(STORED.manifest());
                manifest.setCharAt(i, '#');

                assertThat(HashChain.of(new StoredEvent(manifest.toString(), STORED.payload())))
                        .isNotEqualTo(HashChain.of(STORED));
            }
        }

        @Test
        void beginsWithTheNameOfItsStream() {
            assertThat(HashChain.beginning(new StreamId("order", "1")))
                    .isNotEqualTo(HashChain.beginning(new StreamId("order", "2")));
        }
    }
}
