package dev.recount.subscription;

import dev.recount.model.Metadata;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The choice of circumstances that a reader wants, of events or of decisions.
 *
 * @param correlation the conversation, if it is only one
 * @param causation the event or command that led to it, if it is only one
 * @param principal the name of who sent the command, if it is only one
 * @param from the earliest time at which it happened
 * @param to the latest time at which it happened
 * @param own what its sender noted, by its name
 */
public record CircumstanceFilter(
        Optional<String> correlation,
        Optional<String> causation,
        Optional<String> principal,
        Optional<Instant> from,
        Optional<Instant> to,
        Map<String, String> own) {

    public CircumstanceFilter {
        own = Map.copyOf(own);
    }

    /** The choice of all. */
    public static final CircumstanceFilter ALL = new CircumstanceFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Tells whether these circumstances are wanted; those that cannot be read may be any. */
    public boolean wants(Optional<Metadata> circumstances) {
        return circumstances.map(this::wants).orElse(true);
    }

    /** Tells whether these circumstances are wanted. */
    public boolean wants(Metadata circumstances) {
        return isIn(correlation, circumstances.correlation())
                && (causation.isEmpty() || causation.equals(circumstances.causation()))
                && isIn(principal, circumstances.principal().name())
                && from.filter(circumstances.time()::isBefore).isEmpty()
                && to.filter(circumstances.time()::isAfter).isEmpty()
                && circumstances.own().entrySet().containsAll(own.entrySet());
    }

    private static boolean isIn(Optional<String> wanted, String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }
}
