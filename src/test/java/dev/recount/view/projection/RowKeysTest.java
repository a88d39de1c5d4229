package dev.recount.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.model.DomainException;
import dev.recount.model.view.View;
import dev.recount.view.table.RowMapping;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The components that tell one row of a view from another. */
class RowKeysTest {

    record Slot(LocalTime begin, Duration length, YearMonth month) {}

    record Price(BigDecimal amount) {}

    record Count(BigInteger atoms) {}

    private static <R extends Record> View<R> view(Class<R> row, String... key) {
        return View.of("rows", row).key(key).on(Item.Rules.TYPE, (_, _, _) -> {});
    }

    @Test
    void areOfEveryTypeThatIsWrittenInOneWay() {
        var mapping = new RowMapping<>(view(Slot.class, "begin", "length", "month"));

        List<Object> key = mapping.keyOf(LocalTime.NOON, Duration.ofMinutes(90), YearMonth.of(1993, 12));

        assertThat(mapping.keyOfRow(new Slot(LocalTime.NOON, Duration.ofMinutes(90), YearMonth.of(1993, 12))))
                .isEqualTo(key);
    }

    @Test
    void areNoFractionsNorNumbersOfAnySize() {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> new RowMapping<>(view(Price.class, "amount")))
                .withMessageContaining("Price.amount: a key is made of");
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> new RowMapping<>(view(Count.class, "atoms")))
                .withMessageContaining("Count.atoms: a key is made of");
    }
}
