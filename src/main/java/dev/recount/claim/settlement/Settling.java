package dev.recount.claim.settlement;

import dev.recount.cluster.singleton.BackgroundRounds;
import dev.recount.journal.claim.table.Reservations.Reservation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The work, on one node of the cluster, that ends what nodes have broken off: it writes what streams hold, and frees
 * what is kept for a stream that has stored nothing for some rounds.
 */
public final class Settling extends BackgroundRounds {

    /** In each round, so that one has an end. */
    private static final int MOST = 1_000;

    /** Longer than an append takes, also of a node that has much to do: what it cancels has to be sent again. */
    static final int PATIENCE_ROUNDS = 20;

    private final Settlement settlement;
    private Map<Reservation, Integer> seen = new HashMap<>();

    public Settling(Settlement settlement) {
        super("settling", Duration.ofMillis(500), "What streams hold could not be written; that is tried again");
        this.settlement = settlement;
    }

    @Override
    protected void round(BooleanSupplier isToEnd) {
        forEach(IntStream.range(0, settlement.journals()).boxed().toList(), journal -> settleAll(journal, isToEnd));
        forEach(keptForLong(), kept -> {
            if (!isToEnd.getAsBoolean()) {
                settlement.resolve(kept);
            }
        });
    }

    private void settleAll(int journal, BooleanSupplier isToEnd) {
        forEach(settlement.unsettled(journal, MOST), stream -> {
            if (!isToEnd.getAsBoolean()) {
                settlement.settle(stream);
            }
        });
    }

    private List<Reservation> keptForLong() {
        Map<Reservation, Integer> before = seen;
        seen = settlement.reservations().all(MOST).stream()
                .collect(Collectors.toMap(each -> each, each -> before.getOrDefault(each, 0) + 1));
        return seen.entrySet().stream()
                .filter(each -> each.getValue() > PATIENCE_ROUNDS)
                .map(Map.Entry::getKey)
                .toList();
    }
}
