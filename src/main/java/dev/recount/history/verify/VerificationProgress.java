package dev.recount.history.verify;

import java.util.function.Consumer;

/** Counts what a verification has gone through, and tells of it now and then. */
final class VerificationProgress {

    private static final int EVENTS = 10_000;

    private final Consumer<Finding> findings;
    private final Consumer<Report> interim;
    private Report report = Report.NOTHING;

    VerificationProgress(Consumer<Finding> findings, Consumer<Report> interim) {
        this.findings = findings;
        this.interim = interim;
    }

    void found(Finding finding) {
        report = report.withFinding();
        findings.accept(finding);
    }

    void eventDone() {
        report = report.withEvent();
        if (report.events() % EVENTS == 0) {
            interim.accept(report);
        }
    }

    void deleted(long events) {
        report = report.withDeleted(events);
    }

    void streamDone() {
        report = report.withStream();
    }

    void snapshotDone() {
        report = report.withSnapshot();
    }

    void staleSnapshot() {
        report = report.withStaleSnapshot();
    }

    Report report() {
        return report;
    }
}
