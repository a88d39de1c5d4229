package dev.recount.decision.log;

import dev.recount.log.position.LogPlace;
import dev.recount.model.Metadata;
import java.time.Instant;
import java.util.Optional;

/** The decisions of the streams of one journal, one after another. */
final class JournalDecisions {

    private final AcceptedInLog log;
    private final RejectedInLog rejections;

    JournalDecisions(AcceptedInLog log, RejectedInLog rejections) {
        this.log = log;
        this.rejections = rejections;
    }

    /** Returns when the next one was recorded, the least time if that cannot be told; nothing at the end. */
    Optional<Instant> nextRecorded() {
        Optional<LoggedDecision> logged = log.peek();
        return isRejectionNext(logged)
                ? rejections.peek().map(RejectedInLog.Next::recorded)
                : logged.map(JournalDecisions::recorded);
    }

    /** Takes the next one, which is there. */
    LoggedDecision take() {
        return isRejectionNext(log.peek()) ? rejections.take() : log.take();
    }

    private boolean isRejectionNext(Optional<LoggedDecision> logged) {
        // The log is asked first: a rejection that was recorded before what it ends with is then among those found.
        Optional<RejectedInLog.Next> rejected = rejections.peek();
        return rejected.isPresent()
                && rejected.get().basis().compareTo(log.place()) <= 0
                && (logged.isEmpty() || isBefore(rejected.get(), logged.get()));
    }

    private boolean isBefore(RejectedInLog.Next rejected, LoggedDecision logged) {
        return rejected.recorded().isBefore(recorded(logged))
                || rejections.hasBefore(logged.stream(), log.nextVersion(), recorded(logged));
    }

    private static Instant recorded(LoggedDecision logged) {
        return logged.circumstances().map(Metadata::recorded).orElse(Instant.EPOCH);
    }

    /** Returns the place of the last event that was taken. */
    LogPlace place() {
        return log.place();
    }

    /** Returns the number of the last rejection that was taken. */
    long rejection() {
        return rejections.number();
    }
}
