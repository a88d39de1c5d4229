package dev.recount.bench.arena;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** A meter of the time and memory that this process, and the database's, have taken. */
public final class CostMeter {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final DatabaseProcesses database;
    private final Costs begun;

    /** Begins to measure. */
    public CostMeter(DatabaseProcesses database) {
        this.database = database;
        this.begun = now();
    }

    /** Returns what was taken since the beginning. */
    public Costs taken() {
        return now().since(begun);
    }

    private Costs now() {
        return new Costs(
                SYSTEM.getProcessCpuTime(),
                database.cpuNanos(),
                THREADS.getTotalThreadAllocatedBytes(),
                collectionNanos());
    }

    private static long collectionNanos() {
        long millis = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(time -> time > 0) // -1 where a collector does not tell
                .sum();
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
