package dev.recount.torture.check;

import java.util.function.Consumer;

/** Looks for violations of one kind, or of a few that go together. */
@FunctionalInterface
public interface Check {

    /** Tells of all violations in a case. */
    void run(CaseFile file, Consumer<Violation> found);
}
