package dev.recount.journal.correction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reading of one event that corrections ask for.
 *
 * @param instead what the event is to be read as, if it is not to be read as it is
 * @param after what is to be read after it
 * @param by the versions of the corrections that say so, in order
 * @param problem what stands in the way of reading it, where corrections are not as they were made
 */
public record Overlay(
        Optional<List<CorrectedEvent>> instead, List<CorrectedEvent> after, List<Long> by, Optional<String> problem) {

    /** An event that is read as it is stored. */
    public static final Overlay NONE = new Overlay(Optional.empty(), List.of(), List.of(), Optional.empty());

    public Overlay {
        after = List.copyOf(after);
        by = List.copyOf(by);
    }

    static Overlay broken(String problem) {
        return new Overlay(Optional.empty(), List.of(), List.of(), Optional.of(problem));
    }

    Overlay butInstead(List<CorrectedEvent> read, List<Long> corrections) {
        return new Overlay(Optional.of(List.copyOf(read)), after, with(corrections), problem);
    }

    Overlay andAfter(List<CorrectedEvent> read, List<Long> corrections) {
        return new Overlay(instead, Stream.concat(after.stream(), read.stream()).toList(), with(corrections), problem);
    }

    private List<Long> with(List<Long> corrections) {
        return Stream.concat(by.stream(), corrections.stream())
                .sorted()
                .distinct()
                .toList();
    }

    /** Tells whether the event is read otherwise than it is stored. */
    public boolean isCorrected() {
        return !by.isEmpty();
    }
}
