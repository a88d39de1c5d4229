package dev.recount.model.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static final Fields ORDER = Fields.NONE
            .with("id", "o-1")
            .with("address.city", "Brno")
            .with("address.street", "Husova 1")
            .with("note", null)
            .with("lines", List.of(Map.of("sku", "bolt", "count", 2), Map.of("sku", "nut", "count", 3)));

    @Test
    void findsFieldsByTheirPath() {
        assertThat(ORDER.text("id")).isEqualTo("o-1");
        assertThat(ORDER.text("address.city")).isEqualTo("Brno");
        assertThat(ORDER.has("note")).isTrue();
        assertThat(ORDER.get("note")).isNull();
        assertThat(ORDER.has("address.zip")).isFalse();
        assertThat(ORDER.has("id.zip")).isFalse();
        assertThat(ORDER.get("no.such.place")).isNull();
        assertThat(ORDER.names()).containsExactly("id", "address", "note", "lines");
    }

    @Test
    void saysWhichFieldIsNotWhatWasAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ORDER.number("id"))
                .withMessage("id: is not a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ORDER.flag("paid"))
                .withMessage("paid: is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ORDER.text("note"))
                .withMessage("note: is not a text");
        assertThatIllegalArgumentException().isThrownBy(() -> ORDER.with("id.part", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ORDER.with("id", new Object()));
    }

    @Test
    void movesFields() {
        Fields moved = ORDER.rename("address.city", "city").rename("id", "address.id");

        assertThat(moved.names()).containsExactly("address", "note", "lines", "city");
        assertThat(moved.fields("address").names()).containsExactly("street", "id");
        assertThat(ORDER.rename("missing", "other")).isEqualTo(ORDER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ORDER.rename("id", "note"))
                .withMessageContaining("note");
    }

    @Test
    void changesWhatIsThere() {
        assertThat(ORDER.change("id", id -> id + "!").text("id")).isEqualTo("o-1!");
        assertThat(ORDER.change("note", _ -> "x").get("note")).isNull();
        assertThat(ORDER.each(
                                "lines",
                                line -> line.with("count", line.number("count").negate()))
                        .list("lines"))
                .extracting(line -> ((Fields) line).number("count"))
                .containsExactly(BigDecimal.valueOf(-2), BigDecimal.valueOf(-3));
        assertThat(ORDER.each("missing", line -> line)).isEqualTo(ORDER);
        assertThat(ORDER.without("address.city", "lines", "missing")
                        .without("address.street")
                        .only("address", "id"))
                .hasToString("{id=o-1, address={}}");
    }

    @Test
    void changesNothingOfItself() {
        ORDER.with("id", "other").without("note").rename("lines", "items");

        assertThat(ORDER.text("id")).isEqualTo("o-1");
        assertThat(ORDER.has("lines")).isTrue();
        assertThat(Fields.of(Map.of("list", Arrays.asList(1, null, 2L))).list("list"))
                .isEqualTo(Arrays.asList(BigDecimal.ONE, null, BigDecimal.TWO));
    }
}
