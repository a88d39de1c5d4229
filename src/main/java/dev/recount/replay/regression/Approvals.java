package dev.recount.replay.regression;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The differences that somebody has approved, each a line of a file; empty lines and those that begin with {@code #}
 * are remarks.
 */
public record Approvals(Set<String> lines) {

    private static final String HEAD = "# Decisions that are meant to be others than those on record, one a line.";

    /** No difference. */
    public static final Approvals NONE = new Approvals(Set.of());

    public Approvals {
        lines = Set.copyOf(lines);
    }

    /**
     * Reads a file; one that is not there approves of nothing.
     *
     * @throws IOException if it cannot be read
     */
    public static Approvals read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NONE;
        }
        return new Approvals(Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toSet()));
    }

    /**
     * Writes a file that approves of these differences, and of no others.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<DecisionDifference> differences) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(HEAD);
        differences.forEach(difference -> lines.add(difference.toString()));
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    /** Returns those that are not approved. */
    public List<DecisionDifference> without(List<DecisionDifference> differences) {
        return differences.stream()
                .filter(difference -> !lines.contains(difference.toString()))
                .toList();
    }

    /** Returns how many lines are of no difference any more. */
    public long unused(List<DecisionDifference> differences) {
        Set<String> used =
                differences.stream().map(DecisionDifference::toString).collect(Collectors.toSet());
        return lines.stream().filter(line -> !used.contains(line)).count();
    }
}
