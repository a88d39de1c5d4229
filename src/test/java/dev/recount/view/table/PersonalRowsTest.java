package dev.recount.view.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recount.model.DomainException;
import dev.recount.model.personal.Personal;
import dev.recount.model.personal.Subject;
import dev.recount.model.view.View;
import dev.recount.view.query.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Personal data in rows: a column of its own type, and beside it whose it is. */
class PersonalRowsTest {

    private static final Subject ANN = new Subject("person", "ann");
    private static final Subject BOB = new Subject("person", "bob");

    record Names(List<String> all) {}

    record Row(String key, Personal<BigDecimal> income, Optional<Personal<Names>> names, int number) {}

    private final RowMapping<Row> mapping = new RowMapping<>(View.of("rows", Row.class));

    @Test
    void isReadAsItWasWritten() {
        var row = new Row(
                "k",
                Personal.of(ANN, new BigDecimal("1.50")),
                Optional.of(Personal.of(BOB, new Names(List.of("Bob")))),
                7);

        assertThat(mapping.shape().columns())
                .extracting(Column::name)
                .containsExactly("key", "income", "incomeSubject", "names", "namesSubject", "number");
        assertThat(mapping.values(row))
                .containsExactly("k", new BigDecimal("1.50"), "person/ann", "{\"all\":[\"Bob\"]}", "person/bob", 7);
        assertThat(mapping.readBack(row)).isEqualTo(row);
        assertThat(mapping.keyOf("k")).isEqualTo(mapping.keyOfRow(row));
    }

    @Test
    void isErasedWhereNoValueIsLeftOfASubject() {
        var row = new Row("k", new Personal.Erased<>(Optional.of(ANN)), Optional.empty(), 7);

        assertThat(mapping.values(row)).containsExactly("k", null, "person/ann", null, null, 7);
        assertThat(mapping.readBack(row)).isEqualTo(row);
    }

    @Test
    void isOfSomebody() {
        var row = new Row("k", Personal.of(BigDecimal.ONE), Optional.empty(), 7);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> mapping.values(row))
                .withMessageContaining("income is personal data of nobody");
    }

    record Within(String key, List<Personal<String>> names) {}

    record Key(Personal<String> name) {}

    @Test
    void isAComponentOfItsOwnAndNoKey() {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> new RowMapping<>(View.of("within", Within.class)))
                .withMessageContaining("names: personal data is a component of the row itself");
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> new RowMapping<>(View.of("key", Key.class)))
                .withMessageContaining("Key.name");
    }
}
