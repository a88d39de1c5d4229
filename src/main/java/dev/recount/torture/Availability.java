package dev.recount.torture;

import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Evidence;
import dev.recount.torture.evidence.Fault;
import dev.recount.torture.evidence.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The time for which clients had to do without, from the beginning of a fault to that of the next one.
 *
 * @param gapNanos the longest time in which no command to some stream was acknowledged, of those that are written to
 *     all the time
 * @param stream that stream
 * @param commandNanos the longest time that a client waited for the outcome of one command, to whatever stream
 */
record Availability(Fault fault, long gapNanos, String stream, long commandNanos) {

    /** Returns what came of each fault that was carried out. */
    static List<Availability> of(Evidence evidence) {
        List<Fault> faults = evidence.faults().stream()
                .filter(fault -> fault.step() == Fault.Step.BEGUN && fault.exitCode() == 0)
                .toList();
        List<Operation> operations = evidence.exchanges().operations();
        long end = operations.stream().mapToLong(Operation::startNanos).max().orElse(0);
        var all = new ArrayList<Availability>();
        for (int index = 0; index < faults.size(); index++) {
            long until = index + 1 < faults.size() ? faults.get(index + 1).startNanos() : end;
            all.add(of(faults.get(index), until, evidence.run().hot(), operations, end));
        }
        return all;
    }

    private static Availability of(Fault fault, long until, List<String> hot, List<Operation> operations, long end) {
        long from = fault.startNanos();
        long command = operations.stream()
                .filter(each -> each.startNanos() < until && each.endNanos() > from)
                .mapToLong(each -> each.endNanos() - each.startNanos())
                .max()
                .orElse(0);
        var longest = new Availability(fault, 0, "", command);
        for (String stream : hot) {
            long gap = gap(acknowledged(stream, operations, end), from, until);
            if (gap > longest.gapNanos) {
                longest = new Availability(fault, gap, stream, command);
            }
        }
        return longest;
    }

    private static long[] acknowledged(String stream, List<Operation> operations, long end) {
        return LongStream.concat(
                        operations.stream()
                                .filter(each ->
                                        each.stream().equals(stream) && each.answer() instanceof Answer.Accepted)
                                .mapToLong(Operation::endNanos),
                        LongStream.of(0, end))
                .sorted()
                .toArray();
    }

    private static long gap(long[] acknowledged, long from, long until) {
        long longest = 0;
        for (int next = 1; next < acknowledged.length; next++) {
            if (acknowledged[next] > from && acknowledged[next - 1] < until) {
                longest = Math.max(longest, acknowledged[next] - acknowledged[next - 1]);
            }
        }
        return longest;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "  %5d s  %-18s not writable for %4.1f s (%s), longest command %4.1f s",
                TimeUnit.NANOSECONDS.toSeconds(fault.startNanos()),
                fault.command(),
                gapNanos / 1e9,
                stream,
                commandNanos / 1e9);
    }
}
