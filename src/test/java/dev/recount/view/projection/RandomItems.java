package dev.recount.view.projection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Rows by chance, the same for the same seed, with few enough values that many are equal. */
final class RandomItems {

    static final Instant DAY_ONE = Instant.parse("2024-01-01T00:00:00Z");

    private final Random random;

    RandomItems(long seed) {
        this.random = new Random(seed);
    }

    Item next(String group, int number) {
        return new Item(
                group,
                number,
                random.nextBoolean(),
                random.nextLong(5) * 10_000_000_000L,
                random.nextInt(8) / 4.0,
                BigDecimal.valueOf(random.nextInt(2_000) - 1_000, 2),
                DAY_ONE.plusSeconds(random.nextInt(4) * 3_600L).plusNanos(random.nextInt(3) * 1_000L),
                LocalDate.of(2024, 1 + random.nextInt(3), 1 + random.nextInt(3)),
                YearMonth.of(2023 + random.nextInt(2), 1 + random.nextInt(3)),
                new UUID(7, random.nextInt(4)),
                List.of(Item.Color.RED, Item.Color.GREEN, Item.Color.BLUE).get(random.nextInt(3)),
                maybe(List.of("", "plain", "50% \"off\"_x", "ünï ☃ 𝄞", "null\0byte")
                        .get(random.nextInt(5))),
                maybe(BigDecimal.valueOf(random.nextInt(300), 3)),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> new Item.Part("part " + i + " \\ \"", maybe(BigDecimal.valueOf(i, 1))))
                        .toList(),
                Map.of("a", random.nextInt(3)),
                LocalTime.of(random.nextInt(3) * 4, 0).plusNanos(random.nextInt(3) * 1_000L),
                LocalDate.of(2024, 1, 1 + random.nextInt(3)).atTime(random.nextInt(24), 0),
                Duration.ofMinutes(random.nextInt(500) - 100).plusNanos(random.nextInt(3)),
                BigInteger.TEN.pow(random.nextInt(30)),
                (short) random.nextInt(5),
                (byte) random.nextInt(3),
                random.nextInt(8) / 10f,
                Year.of(2020 + random.nextInt(3)),
                DAY_ONE.plusSeconds(random.nextInt(4) * 3_600L).atOffset(ZoneOffset.UTC),
                Currency.getInstance(random.nextBoolean() ? "CZK" : "EUR"),
                maybe(Duration.ofSeconds(random.nextInt(200))));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value);
    }
}
