package dev.recount.torture.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * A fault that is to come.
 *
 * @param node which node it is done to, from 1
 * @param quiet how long nothing is done before
 * @param lasts how long until it is undone
 * @param meanwhile another one, which begins and ends while it lasts
 */
record PlannedFault(FaultKind kind, int node, Duration quiet, Duration lasts, Optional<PlannedFault> meanwhile) {

    String begin() {
        return kind.begin(node);
    }

    Optional<String> undo() {
        return kind.undo(node);
    }
}
