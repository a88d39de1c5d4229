package dev.recount.cli.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The outcome of made-up commands.
 *
 * @param outcomes how many had each status code, and of those each code of a problem; without one, the code is empty
 */
public record TrafficReport(Map<Integer, Map<String, Integer>> outcomes, Duration took) {

    private static final int ACCEPTED = 200;
    private static final int REJECTED = 422;

    /** Tells whether every command was decided on by the domain's rules. */
    boolean isClean() {
        return outcomes.keySet().stream().allMatch(status -> status == ACCEPTED || status == REJECTED);
    }

    public void print(PrintWriter out) {
        double seconds = Math.max(took.toMillis(), 1) / 1_000.0;
        int commands = outcomes.values().stream().mapToInt(TrafficReport::sum).sum();
        out.printf("%,d commands in %.1f s (%,.0f/s)%n", commands, seconds, commands / seconds);
        new TreeMap<>(outcomes)
                .forEach((status, codes) -> out.printf("  %d %,8d  %s%n", status, sum(codes), describe(status, codes)));
        out.flush();
    }

    private static String describe(int status, Map<String, Integer> codes) {
        if (status == ACCEPTED) {
            return "accepted";
        }
        String each = new TreeMap<>(codes)
                .entrySet().stream()
                        .map(code -> code.getKey() + " " + code.getValue())
                        .collect(Collectors.joining(", "));
        return (status == REJECTED ? "rejected: " : "not carried out: ") + each;
    }

    private static int sum(Map<String, Integer> codes) {
        return codes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
