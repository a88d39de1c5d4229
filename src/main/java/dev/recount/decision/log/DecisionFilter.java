package dev.recount.decision.log;

import dev.recount.decision.log.LoggedDecision.Rejected;
import dev.recount.model.StreamId;
import dev.recount.subscription.CircumstanceFilter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The choice of decisions that a reader wants.
 *
 * @param types the stream types; empty for all
 * @param outcome the outcome, if it is only one
 * @param circumstances the circumstances of the decisions
 * @param visible the streams that the reader may see
 */
public record DecisionFilter(
        Set<String> types, Optional<Outcome> outcome, CircumstanceFilter circumstances, Predicate<StreamId> visible) {

    /** The outcome of a decision. */
    public enum Outcome {
        /** The command led to events. */
        ACCEPTED,
        /** It changed nothing. */
        REJECTED
    }

    boolean wants(LoggedDecision decision) {
        return visible.test(decision.stream())
                && (types.isEmpty() || types.contains(decision.stream().type()))
                && outcome.filter(wanted -> wanted != outcome(decision)).isEmpty()
                && circumstances.wants(decision.circumstances());
    }

    private static Outcome outcome(LoggedDecision decision) {
        return decision instanceof Rejected ? Outcome.REJECTED : Outcome.ACCEPTED;
    }
}
