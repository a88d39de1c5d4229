package dev.recount.correction;

import dev.recount.journal.correction.Correction;
import java.util.List;

/**
 * The things that are to be recorded in a stream.
 *
 * @param recorded what is stored
 * @param effect the corrections by which events will be read, at once or when what is stored is approved
 */
record Intent(List<Correction> recorded, List<Correction> effect) {

    Intent {
        recorded = List.copyOf(recorded);
        effect = List.copyOf(effect);
    }

    /** Returns corrections that hold as soon as they are recorded. */
    static Intent of(List<Correction> corrections) {
        return new Intent(corrections, corrections);
    }

    /** Returns corrections that have to be approved first. */
    static Intent proposing(List<Correction> corrections) {
        return new Intent(List.of(new Correction.Proposed(corrections)), corrections);
    }

    /** Tells whether what is recorded has its effect only when it is approved. */
    boolean waits() {
        return recorded.getFirst() instanceof Correction.Proposed;
    }
}
