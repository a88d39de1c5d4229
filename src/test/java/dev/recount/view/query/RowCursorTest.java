package dev.recount.view.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.view.query.ViewQuery.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The cursors at which queries go on, as clients see them. */
class RowCursorTest {

    private static final Map<ColumnType, List<Object>> VALUES = Map.of(
            ColumnType.TEXT, List.of("", "a,\"b\"\\", "ünï ☃ 𝄞", "null"),
            ColumnType.BOOLEAN, List.of(true, false),
            ColumnType.INTEGER, List.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE),
            ColumnType.BIGINT, List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE),
            ColumnType.DOUBLE, List.of(-Double.MAX_VALUE, 0.1, Double.MIN_VALUE, 1e300),
            ColumnType.DECIMAL,
                    List.of(new BigDecimal("1E-100"), new BigDecimal("12.50"), new BigDecimal("-" + "9".repeat(100))),
            ColumnType.INSTANT,
                    List.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999Z")),
            ColumnType.DATE, List.of(LocalDate.parse("0001-01-01"), LocalDate.parse("9999-12-31")),
            ColumnType.UUID, List.of(new UUID(0, 0), new UUID(-1, -1)));

    private static ViewQuery query(ColumnType type, boolean nullable) {
        return new ViewQuery(
                List.of(),
                List.of(new Order(new Column("value", type, nullable), false)),
                Optional.empty(),
                10,
                false,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void holdWhateverAColumnHolds() {
        VALUES.forEach((type, values) -> {
            for (Object value : values) {
                String cursor = RowCursor.write("items", query(type, false), List.of(value));

                List<@Nullable Object> read = RowCursor.read("items", query(type, false), cursor);

                if (value instanceof BigDecimal number) {
                    assertThat((BigDecimal) read.getFirst()).isEqualByComparingTo(number);
                } else {
                    assertThat(read).containsExactly(value);
                }
            }
        });
    }

    @Test
    void holdAnEmptyValueWhereThereMayBeOne() {
        List<@Nullable Object> nothing = Collections.unmodifiableList(Arrays.asList((Object) null));
        ViewQuery optional = query(ColumnType.TEXT, true);

        assertThat(RowCursor.read("items", optional, RowCursor.write("items", optional, nothing)))
                .isEqualTo(nothing);
        ViewQuery never = query(ColumnType.TEXT, false);
        assertThatExceptionOfType(UnfitQuestionException.class)
                .isThrownBy(() -> RowCursor.read("items", never, RowCursor.write("items", never, nothing)));
    }

    @Test
    void belongToOneView() {
        ViewQuery query = query(ColumnType.TEXT, false);
        String cursor = RowCursor.write("items", query, List.of("a"));

        assertThatExceptionOfType(UnfitQuestionException.class)
                .isThrownBy(() -> RowCursor.read("others", query, cursor));
    }
}
