package dev.recount.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.json.MalformedException;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events as they lie in the journal. */
class StoredEventsTest {

    private static final StoredEvent STORED = StoredForm.placed();

    @Test
    void isReadableJson() {
        assertThat(STORED.manifest()).isEqualTo("order.Placed/1");
        assertThat(StoredForm.text(STORED)).isEqualTo("""
                        {"data":{"customer":"Ann","items":[{"sku":"bolt","price":0.10,"count":12}],"payment":null},\
                        "time":"1993-01-01T00:00:00Z","recorded":"2026-01-01T12:00:00.123456Z","principal":"ann",\
                        "correlation":"conversation","causation":"cause","command":{"id":"id","name":"Place",\
                        "digest":"digest","rules":"rules","data":{"price":1.10}},"previous":"hash"}""");
    }

    @Test
    void holdsWhatItsSenderNotedByTheNamesInOrder() {
        Metadata noted = StoredForm.HEADER.metadata();
        var own = new Metadata(
                noted.time(),
                noted.recorded(),
                noted.principal(),
                noted.correlation(),
                noted.causation(),
                Map.of("channel", "a \"b\"", "campaign", "spring"));
        var header = new EventHeader(own, StoredForm.HEADER.command(), "hash");

        StoredEvent stored = new StoredForm()
                .codec()
                .events()
                .write(StoredForm.AT, new Orders.Event.Placed("Ann", List.of(Orders.BOLT), Optional.empty()), header)
                .stored();

        assertThat(StoredForm.text(stored))
                .contains("\"causation\":\"cause\",\"meta\":{\"campaign\":\"spring\",\"channel\":\"a \\\"b\\\"\"},");
        assertThat(StoredForm.document(stored).header().metadata()).isEqualTo(own);
        assertThat(StoredForm.document(STORED).header().metadata().own()).isEmpty();
    }

    @Test
    void mayBeOfATimeWhenTheRulesOfADecisionWereNotKept() {
        StoredEvent old =
                StoredForm.stored(STORED.manifest(), StoredForm.text(STORED).replace("\"rules\":\"rules\",", ""));

        assertThat(StoredForm.document(old).header().command().detail())
                .contains(new CommandRecord.Detail(
                        "Place", 1, "digest", Optional.of("{\"price\":1.10}"), Optional.empty()));
        assertThat(StoredForm.read(old)).isInstanceOf(RecordedEvent.class);
    }

    @Test
    void isReadByTheCodecOfItsStreamType() {
        assertThat(StoredForm.read(STORED)).isInstanceOf(RecordedEvent.class);
    }

    @Test
    void mayTellOfItsCommandWithoutWhatWasAsked() {
        StoredEvent quiet = StoredForm.stored(
                STORED.manifest(), StoredForm.text(STORED).replace(",\"data\":{\"price\":1.10}}", "}"));

        CommandRecord command = StoredForm.document(quiet).header().command();

        assertThat(command)
                .isEqualTo(new CommandRecord(
                        "id",
                        Optional.of(new CommandRecord.Detail(
                                "Place", 1, "digest", Optional.empty(), Optional.of("rules")))));
        var read = (RecordedEvent) StoredForm.read(quiet);
        var again = (Orders.Event) read.events().getFirst();
        assertThat(StoredForm.text(new StoredForm()
                        .codec()
                        .events()
                        .write(StoredForm.AT, again, read.header())
                        .stored()))
                .isEqualTo(StoredForm.text(quiet));
    }

    @Nested
    class TakenApart {

        @Test
        void keepsItsTextExactly() {
            String data = "{ \"amount\" : 1.10e+5 , \"text\" : \"\\u0041\" , \"more\" : [ 1e999999999 ] }";
            String payload = StoredForm.text(STORED)
                    .replaceFirst("\\{\"customer\".*?\"payment\":null}", data.replace("\\", "\\\\"))
                    .replace("{\"price\":1.10}", "{\"price\" : 1.10}");

            EventDocument document = StoredForm.document(StoredForm.stored("order.Gone/7", payload));

            assertThat(document.name()).isEqualTo(new EventName("order", "Gone", 7));
            assertThat(document.data()).isEqualTo(data);
            assertThat(document.header().command().detail().orElseThrow().data())
                    .hasValue("{\"price\" : 1.10}");
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
            String payload = StoredForm.text(STORED)
                    .replaceFirst("\\{\"customer\".*?\"payment\":null}", data.replace("\\", "\\\\"));

            assertThat(StoredForm.document(StoredForm.stored(STORED.manifest(), payload))
                            .data())
                    .isEqualTo(data);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "{}", "[]", "{\"data\":1}", "{\"data\":1} x"})
        void failsIfItIsNone(String payload) {
            assertThatThrownBy(() -> StoredForm.document(StoredForm.stored(STORED.manifest(), payload)))
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
