package dev.recount.view.table;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.model.DomainException;
import dev.recount.model.view.View;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnRulesTest {

    private record Row(String id) {}

    private static final ColumnRules RULES = new ColumnRules(View.of("rows", Row.class));

    private static final String NAME_OF_63_BYTES = "n".repeat(63);

    private static Shape shape(String... names) {
        return new Shape(
                List.of(names).stream()
                        .map(name -> new Column(name, ColumnType.TEXT, false))
                        .toList(),
                List.of(names[0]),
                true,
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "validFrom, the table has a column of this name for itself",
        "xmin,      the table has a column of this name for itself",
        "Cmax,      the table has a column of this name for itself",
        "ctid,      the table has a column of this name for itself",
        "tableoid,  the table has a column of this name for itself",
        "_rowid_,   the table has a column of this name for itself",
        "ID,        another component has the same name in SQL"
    })
    void refuseNamesThatATableCannotHave(String name, String problem) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> RULES.require(shape("id", name)))
                .withMessageContaining("view rows")
                .withMessageContaining("Row." + name + ": ")
                .withMessageContaining(problem);
    }

    @Test
    void refuseNamesThatPostgresWouldCut() {
        RULES.require(shape("id", NAME_OF_63_BYTES));

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> RULES.require(shape("id", NAME_OF_63_BYTES + "n")))
                .withMessageContaining("more than 63 bytes");
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> RULES.require(shape("id", "ü" + NAME_OF_63_BYTES.substring(1))))
                .withMessageContaining("more than 63 bytes");
    }

    @Test
    void refuseKeysOfMoreColumnsThanAnIndexTakes() {
        String[] names = IntStream.range(0, 32).mapToObj(i -> "c" + i).toArray(String[]::new);
        Shape wide = shape(names);

        RULES.require(new Shape(wide.columns(), List.of(names).subList(0, 31), true, false));
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> RULES.require(new Shape(wide.columns(), List.of(names), true, false)))
                .withMessageContaining("its key is made of 32 components");
    }
}
