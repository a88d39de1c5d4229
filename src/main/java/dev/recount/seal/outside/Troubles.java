package dev.recount.seal.outside;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counts of requests that have failed, by what was wrong. */
public final class Troubles {

    private final Map<Trouble, LongAdder> counts = new EnumMap<>(Trouble.class);

    public Troubles() {
        for (Trouble each : Trouble.values()) {
            counts.put(each, new LongAdder());
        }
    }

    void count(Trouble trouble) {
        adder(trouble).increment();
    }

    /** Returns how often it has been so on this node since its start. */
    public long of(Trouble trouble) {
        return adder(trouble).sum();
    }

    /** Returns how often anything has been wrong. */
    public long all() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private LongAdder adder(Trouble trouble) {
        return Objects.requireNonNull(counts.get(trouble));
    }
}
