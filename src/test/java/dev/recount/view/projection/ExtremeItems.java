package dev.recount.view.projection;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rows with the least and the greatest values that columns hold, and rows with values that they do not. */
final class ExtremeItems {

    /** The columns that have such values. */
    static final List<String> COLUMNS = List.of(
            "number", "size", "weight", "price", "made", "day", "rebate", "opens", "begins", "lasts", "atoms", "ratio");

    private static final int[] NUMBERS = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
    private static final long[] SIZES = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE};
    private static final double[] WEIGHTS = {
        -Double.MAX_VALUE, -1e300, -0.1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 0.1, 1e22, 1e300, Double.MAX_VALUE
    };
    private static final String[] DAYS = {
        "0001-01-01",
        "0001-12-31",
        "0100-02-28",
        "1500-02-28",
        "1582-10-04",
        "1582-10-05",
        "1582-10-14",
        "1582-10-15",
        "1883-11-18",
        "1970-01-01",
        "9999-12-31"
    };
    private static final String[] PRICES = {
        "-" + "9".repeat(100),
        "-1",
        "-0." + "0".repeat(99) + "1",
        "0",
        "0." + "0".repeat(99) + "1",
        "1",
        "9".repeat(100)
    };

    private ExtremeItems() {}

    static List<Item> all() {
        var items = new ArrayList<Item>();
        for (int i = 0; i < DAYS.length; i++) {
            items.add(item(
                    "kind" + i,
                    NUMBERS[i % NUMBERS.length],
                    SIZES[i % SIZES.length],
                    WEIGHTS[i % WEIGHTS.length],
                    new BigDecimal(PRICES[i % PRICES.length]),
                    Instant.parse(DAYS[i] + (i == DAYS.length - 1 ? "T23:59:59.999999Z" : "T00:00:00.000001Z")),
                    LocalDate.parse(DAYS[i])));
        }
        return items;
    }

    /** Returns rows that each weigh as much as can be. */
    static List<Item> heaviest() {
        var day = LocalDate.parse("2024-01-01");
        return List.of(
                item("a", 1, 1, Double.MAX_VALUE, BigDecimal.ONE, RandomItems.DAY_ONE, day),
                item("b", 2, 1, Double.MAX_VALUE, BigDecimal.ONE, RandomItems.DAY_ONE, day));
    }

    /** Returns rows that cannot be kept, by the components that are the cause. */
    static Map<String, Item> refused() {
        var day = LocalDate.parse("2024-01-01");
        return Map.of(
                "day", item("day", 1, 1, 1, BigDecimal.ONE, RandomItems.DAY_ONE, LocalDate.MAX),
                "made", item("made", 1, 1, 1, BigDecimal.ONE, Instant.parse("0000-12-31T23:59:59Z"), day),
                "weight", item("weight", 1, 1, Double.NaN, BigDecimal.ONE, RandomItems.DAY_ONE, day));
    }

    private static Item item(
            String kind, int number, long size, double weight, BigDecimal price, Instant made, LocalDate day) {
        return new Item(
                kind,
                number,
                true,
                size,
                weight,
                price,
                made,
                day,
                YearMonth.of(2024, 1),
                new UUID(7, 7),
                Item.Color.RED,
                Optional.empty(),
                Optional.of(price.negate()),
                List.of(),
                Map.of(),
                number < 0 ? LocalTime.MIN : LocalTime.MAX,
                day.atTime(number < 0 ? LocalTime.MIN : LocalTime.MAX),
                Duration.ofSeconds(size / 1_000, Math.floorMod(size, 1_000_000_000L)),
                price.toBigInteger(),
                (short) number,
                (byte) number,
                number * 1.1f,
                Year.of(2024),
                made.atOffset(ZoneOffset.UTC),
                Currency.getInstance("CZK"),
                Optional.empty());
    }
}
