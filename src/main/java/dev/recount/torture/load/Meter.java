package dev.recount.torture.load;

import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Operation;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** CommandA meter of the outcomes of commands. */
public final class Meter {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();

    /**
     * The number of commands by outcome since the last look.
     *
     * @param unknown the number of those whose outcome the client gave up to learn
     * @param p99Millis the least time that the slowest hundredth took
     */
    public record CommandCounts(long accepted, long rejected, long unknown, long p99Millis) {}

    void add(Operation operation) {
        latencies.add(operation.endNanos() - operation.startNanos());
        switch (operation.answer()) {
            case Answer.Accepted _ -> accepted.increment();
            case Answer.Rejected _ -> rejected.increment();
            case Answer.Refused _, Answer.Unknown _ -> unknown.increment();
        }
    }

    /** Returns the counts since the last call. */
    public CommandCounts next() {
        long[] times = new long[latencies.size()];
        int count = 0;
        for (Long nanos = latencies.poll(); nanos != null && count < times.length; nanos = latencies.poll()) {
            times[count++] = nanos;
        }
        long p99 = 0;
        if (count > 0) {
            Arrays.sort(times, 0, count);
            p99 = TimeUnit.NANOSECONDS.toMillis(times[Math.min(count - 1, count * 99 / 100)]);
        }
        return new CommandCounts(accepted.sumThenReset(), rejected.sumThenReset(), unknown.sumThenReset(), p99);
    }
}
