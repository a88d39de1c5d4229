package dev.recount.model.type;

import dev.recount.model.DomainException;

/** The rules of what goes together with keeping a stream's latest state alone. */
final class StateAlone {

    private StateAlone() {}

    /**
     * Makes sure that a stream type that keeps the latest state alone has nothing that rests on stored events.
     *
     * @throws DomainException if it has; the message names it
     */
    static void requireFit(StreamType<?, ?, ?> type) {
        if (!type.keepsStateAlone()) {
            return;
        }
        SnapshotPolicy snapshots = type.snapshots();
        require(type, type.archive().isEmpty(), "archive", "there are no events to archive");
        require(type, snapshots.settledAt().isEmpty(), "settledAt", "the state after each event is saved anyway");
        require(type, snapshots.every() == SnapshotPolicy.DEFAULT.every(), "snapshotEvery", "there are no snapshots");
        require(
                type,
                snapshots.stateRevision() == SnapshotPolicy.DEFAULT.stateRevision(),
                "stateRevision",
                "no stored state can be passed over; upcastState says how those of before are read");
        require(type, type.claims().isEmpty(), "unique", "what streams hold could not be counted again from events");
        require(type, type.tags().isEmpty(), "tagged", "there are no events that could be found by tags");
        require(
                type,
                type.boundaries().isEmpty(),
                "decidedOn",
                "nothing holds its state against the events of others when it is stored");
        require(
                type,
                !type.events().byName().containsKey(StreamType.STATE),
                StreamType.STATE,
                "the name stands for what is stored, and no event can have it");
        require(type, type.upcasters().forms().isEmpty(), "upcast", "there are no stored events");
    }

    private static void require(StreamType<?, ?, ?> type, boolean fits, String option, String reason) {
        if (!fits) {
            throw new DomainException(
                    option + ": the streams of " + type.name() + " keep their latest state alone: " + reason);
        }
    }
}
