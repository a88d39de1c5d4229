package dev.recount.torture.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The faults that come, one after another: always the same ones for a seed. */
final class FaultPlan {

    private static final int LEAST_QUIET_SECONDS = 3;
    private static final int MOST_QUIET_SECONDS = 12;

    /** The part of a node's faults during which the database fails too. */
    private static final double MEANWHILE = 0.15;

    private final Random random;
    private final List<FaultKind> kinds;
    private final int nodes;

    FaultPlan(long seed, Set<FaultKind> kinds, int nodes) {
        this.random = new Random(seed);
        this.kinds = new ArrayList<>(kinds);
        this.kinds.sort(null);
        this.nodes = nodes;
    }

    /** Leaves a kind out from now on. */
    void leaveOut(FaultKind kind) {
        kinds.remove(kind);
    }

    /** Returns the next fault; nothing if every kind is left out. */
    Optional<PlannedFault> next() {
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        FaultKind kind = kinds.get(random.nextInt(kinds.size()));
        Duration quiet = seconds(LEAST_QUIET_SECONDS, MOST_QUIET_SECONDS);
        return Optional.of(new PlannedFault(kind, 1 + random.nextInt(nodes), quiet, lasts(kind), meanwhile(kind)));
    }

    private Optional<PlannedFault> meanwhile(FaultKind kind) {
        List<FaultKind> others =
                kinds.stream().filter(other -> !other.isOfNode()).toList();
        if (!kind.isOfNode() || others.isEmpty() || random.nextDouble() >= MEANWHILE) {
            return Optional.empty();
        }
        FaultKind other = others.get(random.nextInt(others.size()));
        return Optional.of(new PlannedFault(other, 1, seconds(0, 2), lasts(other), Optional.empty()));
    }

    private Duration lasts(FaultKind kind) {
        return seconds(kind.leastSeconds(), kind.mostSeconds());
    }

    private Duration seconds(int least, int most) {
        return Duration.ofMillis(random.nextInt(least * 1_000, most * 1_000 + 1));
    }
}
