package dev.recount.json.marked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import dev.recount.json.JsonProblems;
import dev.recount.json.personal.PersonalModule;
import dev.recount.json.type.JsonTypes;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.DomainException;
import dev.recount.model.personal.Personal;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonalJsonTest {

    private static final Subject HOME = new Subject("customer", "17");
    private static final Subject OTHER = new Subject("person", "4711");

    sealed interface Contact {
        record Mail(String address) implements Contact {}

        record Post(String street, BigDecimal number) implements Contact {}
    }

    record Card(
            Personal<String> name,
            Optional<Personal<Contact>> contact,
            List<Personal<BigDecimal>> numbers,
            BigDecimal amount) {}

    private static final SealedTypes NAMES = new SealedTypes(Set.of(), Card.class);
    private static final JsonMapper MAPPER = Json.mapper(NAMES);
    private static final Card CARD = new Card(
            Personal.of("Ann \"$personal\" O'Hara"),
            Optional.of(Personal.of(OTHER, new Contact.Post("Main/Street", new BigDecimal("7.10")))),
            List.of(Personal.of(new BigDecimal("1.50")), Personal.of(OTHER, BigDecimal.TEN)),
            new BigDecimal("12.00"));
    private static final String PLAIN = """
            {"name":"Ann \\"$personal\\" O'Hara","contact":{"type":"Post","street":"Main/Street","number":7.10},\
            "numbers":[1.50,10],"amount":12.00}""";

    private static byte[] marked(Card card) throws IOException {
        return MAPPER.writeValueAsBytes(card);
    }

    private static Card read(byte[] json) throws IOException {
        return MAPPER.readerFor(Card.class)
                .withAttribute(PersonalModule.HOME, HOME)
                .readValue(json);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void isPlainToOthers() throws IOException {
        assertThat(text(PersonalJson.plain(marked(CARD)))).isEqualTo(PLAIN);
    }

    @Test
    void saysWhatIsErasedBesideIt() throws IOException {
        var card = new Card(
                new Personal.Erased<>(Optional.empty()),
                Optional.empty(),
                List.of(Personal.of(BigDecimal.ONE), new Personal.Erased<>(Optional.of(OTHER))),
                BigDecimal.ONE);

        assertThat(text(PersonalJson.plain(marked(card)))).isEqualTo("""
                        {"erased":["name","numbers/1"],"name":null,"contact":null,"numbers":[1,null],"amount":1}""");
    }

    @Test
    void saysWhatIsMaskedBesideWhatIsErased() throws IOException {
        assertThat(text(PersonalJson.masked(marked(CARD)))).isEqualTo("""
                        {"masked":["name","contact","numbers/0","numbers/1"],"name":null,"contact":null,\
                        "numbers":[null,null],"amount":12.00}""");
        var card = new Card(
                new Personal.Erased<>(Optional.empty()),
                Optional.empty(),
                List.of(Personal.of(BigDecimal.ONE), new Personal.Erased<>(Optional.of(OTHER))),
                BigDecimal.ONE);
        String masked = text(PersonalJson.masked(marked(card)));
        assertThat(masked).isEqualTo("""
                        {"erased":["name","numbers/1"],"masked":["numbers/0"],"name":null,"contact":null,\
                        "numbers":[null,null],"amount":1}""");
        assertThat(text(PersonalJson.masked(masked.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(masked);
    }

    @Test
    void ofTheErasedAloneIsToldWhereTheRestStaysMarked() throws IOException {
        String marked = "{\"a\":{\"$personal\":{\"value\":1}},\"b\":{\"$personal\":{}}}";
        assertThat(PersonalJson.withErased(marked))
                .isEqualTo("{\"erased\":[\"b\"],\"a\":{\"$personal\":{\"value\":1}},\"b\":null}");
    }

    @Test
    void belongsToTheStreamWhereNobodyIsNamed() throws IOException {
        Card read = read(marked(CARD));

        assertThat(read.name().subject()).contains(HOME);
        assertThat(read.numbers()).extracting(Personal::subject).containsExactly(Optional.of(HOME), Optional.of(OTHER));
        assertThat(PersonalJson.subjects(marked(CARD), HOME)).containsExactly(HOME, OTHER);
        assertThat(read(marked(read))).isEqualTo(read);
    }

    @Test
    void isReadAsItWasBeforeItWasMarked() throws IOException {
        assertThat(read(PLAIN.getBytes(StandardCharsets.UTF_8)).contact().orElseThrow())
                .isEqualTo(new Personal.Known<>(
                        new Contact.Post("Main/Street", new BigDecimal("7.10")), Optional.of(HOME)));
    }

    @Test
    void isSealedAtItsPlaceAndOpenedThereAlone() throws IOException {
        var paths = new ArrayList<String>();
        byte[] marked = marked(CARD);
        byte[] sealed = PersonalJson.seal(marked, HOME, (subject, path, value) -> {
            paths.add(subject + " " + path);
            return Optional.of((path + "|" + text(value)).getBytes(StandardCharsets.UTF_8));
        });

        assertThat(paths)
                .containsExactly(
                        "customer/17 /name",
                        "person/4711 /contact",
                        "customer/17 /numbers/0",
                        "person/4711 /numbers/1");
        assertThat(text(sealed)).doesNotContain("Hara", "Main").contains("\"amount\":12.00", "\"$sealed\"");
        byte[] opened = PersonalJson.open(sealed, (subject, path, value) -> {
            assertThat(text(value)).startsWith(path + "|");
            return subject.equals(OTHER)
                    ? Optional.empty()
                    : Optional.of(text(value).substring(path.length() + 1).getBytes(StandardCharsets.UTF_8));
        });
        Card read = read(opened);
        assertThat(read.name().find()).contains("Ann \"$personal\" O'Hara");
        assertThat(read.contact()).contains(new Personal.Erased<>(Optional.of(OTHER)));
    }

    @Test
    void leavesWhatHoldsNoneAsItIs() throws IOException {
        byte[] json = "{\"a\": [1.0, {\"b\":\"\\\"$sealed\\\"\"}]}".getBytes(StandardCharsets.UTF_8);

        assertThat(PersonalJson.plain(json)).isSameAs(json);
        assertThat(PersonalJson.open(json, (_, _, _) -> Optional.empty())).isEqualTo(json);
    }

    @Test
    void isPlainWhereOthersSendIt() throws IOException {
        var sent = MAPPER.readerFor(Card.class).withAttribute(PersonalModule.SENT, true);

        assertThat(((Card) sent.readValue(PLAIN)).name()).isEqualTo(Personal.of("Ann \"$personal\" O'Hara"));
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> sent.readValue(
                        PLAIN.replaceFirst("\"name\":\"[^,]*,", "\"name\":{\"\\$personal\":{\"value\":\"Bob\"}},")));
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> sent.readValue("{\"name\":null,\"numbers\":[],\"amount\":1}"));
    }

    record Keys(Map<String, String> texts) {}

    @Test
    void hasNamesThatNoKeyOfAMapCanHave() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MAPPER.readValue("{\"texts\":{\"$sealed\":\"x\"}}", Keys.class))
                .satisfies(failure -> assertThat(JsonProblems.explain(failure).sentence())
                        .isEqualTo("texts.$sealed: is a name that no key of a map can have"));
    }

    @Test
    void areKeysOfNoMapThatRulesMake() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MAPPER.writeValueAsString(new Keys(Map.of("$personal", "x"))));
    }

    record Checked(String text) {
        Checked {
            if (text.startsWith("x")) {
                throw new IllegalArgumentException("no such text: " + text);
            }
        }
    }

    record OfChecked(Personal<Checked> checked) {}

    @Test
    void isNotToldWhereItIsWrong() {
        byte[] wrong = "{\"checked\":{\"$personal\":{\"value\":{\"text\":\"xyz\"}}}}".getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MAPPER.readValue(wrong, OfChecked.class))
                .satisfies(failure ->
                        assertThat(JsonProblems.explain(failure).sentence()).isEqualTo("checked: cannot be read"))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("xyz"));
    }

    record Twice(Personal<String> name, boolean erased) {}

    record Hidden(Personal<String> name, List<String> masked) {}

    record OfMap(Map<String, Personal<String>> names) {}

    record Nested(Personal<Personal<String>> name) {}

    @Test
    void isRefusedWhereItCouldNotBeTold() {
        for (Class<?> type : List.of(Twice.class, Hidden.class, OfMap.class, Nested.class)) {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> new JsonTypes(NAMES).require(type))
                    .withMessageContaining(type.getSimpleName());
        }
        var types = new JsonTypes(NAMES);
        types.require(Card.class);
        assertThat(types.holdsPersonal()).isTrue();
    }

    @Test
    void isNeverPrinted() {
        assertThat(CARD.toString()).doesNotContain("Hara", "Main", "1.50").contains("person/4711");
    }
}
