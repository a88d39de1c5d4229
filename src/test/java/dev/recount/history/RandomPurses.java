package dev.recount.history;

import dev.recount.model.type.StreamType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Purses of any history, in which many events happen at one time. */
final class RandomPurses {

    private static final Instant BEGINNING = Instant.parse("1993-01-01T00:00:00Z");

    private final Random random;

    RandomPurses(Random random) {
        this.random = random;
    }

    WrittenStream<Purse.State, Purse.Command, Purse.Event> purse(String id, int events) {
        var purse = new WrittenStream<>(StreamType.of("purse", new Purse()), id);
        Instant time = BEGINNING;
        while (purse.version() < events) {
            if (random.nextInt(3) == 0) {
                time = time.plus(Duration.ofNanos(1_000L * (1 + random.nextInt(1_000_000))));
            }
            var command = new ArrayList<Purse.Event>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                command.add(event());
            }
            purse.add(command, time);
        }
        return purse;
    }

    private Purse.Event event() {
        return switch (random.nextInt(12)) {
            case 0 -> new Purse.Event.Lost();
            case 1 -> new Purse.Event.Forgotten(random.nextInt(4));
            case 2, 3, 4 -> new Purse.Event.Noted(text());
            case 5, 6, 7 -> new Purse.Event.Counted(text(), random.nextInt(4));
            default -> new Purse.Event.Added(amount());
        };
    }

    private String text() {
        return List.of("a", "b", "c/d", "~e", "ž", "", "\"", "f\ng").get(random.nextInt(8));
    }

    /** Returns an amount of any scale and size, so that a number that is not kept exactly shows. */
    private BigDecimal amount() {
        return new BigDecimal(new java.math.BigInteger(1 + random.nextInt(120), random), random.nextInt(9));
    }
}
