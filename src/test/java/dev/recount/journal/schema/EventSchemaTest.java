package dev.recount.journal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.journal.codec.Codecs;
import dev.recount.process.work.ProcessDomain;
import dev.recount.stream.Shipping;
import dev.recount.testing.UpcasterFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemaTest {

    private static final EventSchema SCHEMA = EventSchema.of(Deliveries.domain());

    private static final EventSchema PARCELS = EventSchema.of(new Codecs(List.of(Shipping.TODAY)));

    /** A payload of today that the codec reads, to hold against what the schema says about changes of it. */
    private static final String SENT =
            "{\"weight\":1,\"price\":2.50,\"size\":\"SMALL\",\"note\":\"x\",\"items\":[{\"sku\":\"a\",\"weight\":1.5}],"
                    + "\"months\":[\"2020-01\"],\"counts\":{\"SMALL\":1},\"address\":{\"city\":\"Brno\",\"street\":\"Husova\"},"
                    + "\"payment\":{\"type\":\"Cash\"},\"box\":{\"boxes\":[]}}";

    @TempDir
    Path folder;

    @Test
    void ofTheExamplesIsKeptWithTheirCode() {
        EventSchema.of(new Bank(), ProcessDomain.of(new Shop())).check(Path.of("event-schema.json"));
    }

    @Test
    void isAlwaysWrittenTheSame() {
        assertThat(SCHEMA.toString())
                .isEqualTo(EventSchema.of(Deliveries.domain()).toString())
                .contains("\"Sent\" : {\n        \"revision\" : 2,\n        \"fields\" : {\n          \"address\"")
                .contains("\"upcast\" : [ \"Posted/1\", \"Sent/1\" ]")
                .endsWith("}\n");
        assertThat(SCHEMA.incompatibilities(SCHEMA.toString())).isEmpty();
    }

    @Nested
    class TellsThatStoredEventsCannotBeRead {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                "price" : "decimal",      |                             | price is new                   | add("price", …)
                "price" : "decimal",      | "price" : "decimal", "kg" : "int", | kg is gone              | remove("kg")
                "weight" : "int"          | "weight" : "long"           | weight was long, and is int    | change("weight", …)
                "weight" : "int"          | "weight" : "text"           | weight was text, and is int    | change("weight", …)
                "weight" : "int"          | "weight" : {"optional" : "int"} | weight was {"optional":"int"} | change("weight", …)
                "price" : "decimal"       | "price" : "double"          | price was double               | change("price", …)
                "price" : "decimal"       | "price" : "int" | price was int, and is decimal, which may mean something else | changeNumber("price", …)
                "price" : "decimal"       | "price" : "integer"         | price was integer              | changeNumber("price", …)
                "SMALL", "LARGE"          | "SMALL", "HUGE"             | size may be HUGE               | changeText("size", …)
                "city" : "text"           | "zip" : "text"              | address.zip is gone            | remove("address.zip")
                "city" : "text"           | "zip" : "text"              | address.city is new            | add("address.city", …)
                "sku" : "text"            | "sku" : "int"               | items[].sku was int            | map(fields -> …)
                "set" : "yearMonth"       | "list" : "yearMonth"        | months was {"list":"yearMonth"} | change("months", …)
                "value" : "long"          | "value" : "decimal"         | counts[] was decimal           | map(fields -> …)
                "Cash" : { }              | "Cash" : { }, "Coupon" : { } | payment may be of type Coupon | change("payment", …)
                "number" : "text"         | "no" : "text"               | payment[Card].no is gone       | map(fields -> …)
                "Lost" :                  | "Missing" :                 | delivery.Missing/1: the event is gone | drop()
                "revision" : 2            | "revision" : 3              | stored events have revision 3  | put the upcasters back
                "Posted/1",               | "Posted/1", "Mailed/1",     | Mailed/1                       | put it back
                "delivery" : {            | "delivery" : {}, "loan" : { | loan: the stream type is gone  | put it back
                """)
        void andNamesTheFieldAndTheRemedy(String now, String then, String problem, String remedy) {
            String text = SCHEMA.toString();
            assertThat(text).contains(now);
            String earlier = text.replace(now, then == null ? "" : then);

            assertThat(SCHEMA.incompatibilities(earlier))
                    .anySatisfy(each -> assertThat(each).contains(problem, remedy));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "weight" : "int"          | "weight" : "short"
            {             "optional" : "text"           } | "text"
            "Card" : { "number" : "text" }, "Cash" : { } | "Cash" : { }
            "SMALL", "LARGE"          | "LARGE"
            "revision" : 2            | "revision" : 1
            "Posted/1", "Sent/1"      | "Sent/1"
            """)
    void allowsWhatCanStillBeRead(String now, String then) {
        String text = SCHEMA.toString().replaceAll("\\s+", " ");
        String today = now.replaceAll("\\s+", " ");
        assertThat(text).contains(today);

        assertThat(SCHEMA.incompatibilities(text.replace(today, then))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "reason" : "text" | "reason" : "text", "by" : "text" | Hold/2: by is gone, but recorded commands have it | remove("by")
            "reason" : "text" | "note" : "text" | Hold/2: reason is new, and recorded commands lack it | add("reason", …)
            "reason" : "text" | "reason" : "int" | Hold/2: reason was int, and is text | change("reason", …)
            "kilos" : "decimal" | "kilos" : "int" | Send/2: kilos was int, and is decimal | changeNumber("kilos", …)
            "Hold" :          | "Keep" :                | Keep/2: the command is gone, but recorded ones are not | with as(…)
            "revision" : 2    | "revision" : 3          | Send/3: recorded commands have revision 3 | put the upcasters back
            "Hold/1",         | "Hold/1", "Wait/1",     | Wait/1: recorded commands of this form | put it back
            """)
    void tellsThatRecordedCommandsCannotBeRead(String now, String then, String problem, String remedy) {
        String text = PARCELS.toString();
        assertThat(text).contains(now);

        assertThat(PARCELS.incompatibilities(text.replace(now, then)))
                .anySatisfy(each ->
                        assertThat(each).startsWith("command parcel." + problem).contains(remedy));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "revision" : 2            | "revision" : 1
            "upcastCommands" :        | "unknown" :
            "commands" :              | "unknown" :
            """)
    void allowsCommandsThatCanStillBeRead(String now, String then) {
        String text = PARCELS.toString();
        assertThat(text).contains(now);

        assertThat(PARCELS.incompatibilities(text.replace(now, then))).isEmpty();
    }

    @Test
    void saysOfMissingAndOfUnknownFieldsWhatTheCodecDoes() {
        var fixture = UpcasterFixture.of(Deliveries.TYPE);

        fixture.given("Sent", 2, SENT);
        fixture.given("Sent", 2, SENT.replace("\"note\":\"x\",", ""));
        for (String changed : new String[] {
            SENT.replace("\"price\":2.50,", ""),
            SENT.replace("\"price\"", "\"kg\":1,\"price\""),
            SENT.replace("SMALL", "HUGE")
        }) {
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> fixture.given("Sent", 2, changed));
        }
    }

    @Nested
    class InAFile {

        private Path written(String text) throws IOException {
            return Files.writeString(folder.resolve("schema.json"), text);
        }

        @Test
        void isCheckedAgainstTheCode() throws IOException {
            SCHEMA.check(written(SCHEMA.toString()));

            String earlier = SCHEMA.toString().replace("\"price\" : \"decimal\"", "\"price\" : \"text\"");
            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> SCHEMA.check(written(earlier)))
                    .withMessageContaining("schema.json")
                    .withMessageContaining("delivery.Sent/2: price was text, and is decimal")
                    .satisfies(failure -> assertThat(failure.problems()).hasSize(1));
        }

        @Test
        void isMissedWhereThereIsNoneAndToldToBeOldWhereItIs() {
            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> SCHEMA.check(folder.resolve("none.json")))
                    .withMessageContaining("recount schema");
            String earlier = SCHEMA.toString().replace("\"weight\" : \"int\"", "\"weight\" : \"short\"");
            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> SCHEMA.check(written(earlier)))
                    .withMessageContaining("write it again")
                    .satisfies(failure -> assertThat(failure.problems()).isEmpty());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "[]", "{", "7", "{\"delivery\": 5}", "{\"delivery\": {\"events\": {\"Sent\": {}}}}"})
        void isToldToBeNone(String text) {
            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> SCHEMA.check(written(text)))
                    .withMessageContaining("schema.json")
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("write it again", "Source"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                $               | <<<<<<< HEAD          | the text is not JSON at line
                $               | {}                    | there is more after the end
                ^\\{             | {"delivery": {},      | delivery: is there twice
                "revision" : 2  | "revision" : "2"      | is not a schema of events
                "revision" : 2  | "revision" : 99999999999 | is not a schema of events
                """)
        void isNotBelievedWhereItIsDamaged(String place, String damage, String problem) {
            String damaged = SCHEMA.toString().stripTrailing().replaceFirst(place, damage);

            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> SCHEMA.check(written(damaged)))
                    .withMessageContaining(problem);
        }

        @Test
        void isNotWrittenOverOneThatCouldNotBeReadUnlessForced() throws IOException {
            String earlier = SCHEMA.toString().replace("\"price\" : \"decimal\"", "\"price\" : \"text\"");
            Path path = written(earlier);

            assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> SCHEMA.write(path, false));
            assertThat(path).hasContent(earlier);
            SCHEMA.write(path, true);
            SCHEMA.check(path);
        }
    }
}
