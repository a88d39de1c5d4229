package dev.recount.bench.arena;

import java.util.OptionalLong;

/**
 * The costs of a piece of work.
 *
 * @param cpuNanos the processors' time of this process, in nanoseconds: clients, server and an embedded database
 * @param databaseCpuNanos that of the database's processes, in nanoseconds, where they are of this machine
 * @param allocatedBytes the memory that this process allocated
 * @param collectionNanos the time that collections of garbage took in this process, in nanoseconds
 */
public record Costs(long cpuNanos, OptionalLong databaseCpuNanos, long allocatedBytes, long collectionNanos) {

    /** Costs nothing. */
    public static final Costs NONE = new Costs(0, OptionalLong.of(0), 0, 0);

    /** Returns these and other costs together. */
    public Costs plus(Costs other) {
        return new Costs(
                cpuNanos + other.cpuNanos,
                both(databaseCpuNanos, other.databaseCpuNanos, 1),
                allocatedBytes + other.allocatedBytes,
                collectionNanos + other.collectionNanos);
    }

    /** Returns what these costs have that earlier ones had not yet. */
    Costs since(Costs earlier) {
        return new Costs(
                cpuNanos - earlier.cpuNanos,
                both(databaseCpuNanos, earlier.databaseCpuNanos, -1),
                allocatedBytes - earlier.allocatedBytes,
                collectionNanos - earlier.collectionNanos);
    }

    private static OptionalLong both(OptionalLong one, OptionalLong other, int sign) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(one.getAsLong() + sign * other.getAsLong())
                : OptionalLong.empty();
    }
}
