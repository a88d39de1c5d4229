package dev.recount.replay.regression;

import java.util.List;
import java.util.Map;

/**
 * The decisions of a file, made again.
 *
 * @param decided how many were made again
 * @param differences those that are others, in the order of the file
 * @param undecided how many could not be made again, by the reason why
 */
public record RegressionReport(long decided, List<DecisionDifference> differences, Map<String, Long> undecided) {

    public RegressionReport {
        differences = List.copyOf(differences);
    }
}
