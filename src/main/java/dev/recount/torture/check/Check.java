package dev.recount.torture.check;

import java.util.function.Consumer;

/** A search for violations of one kind, or of a few that go together. */
@FunctionalInterface
public interface Check {

    /** Reports all violations in a case. */
    void run(CaseFile file, Consumer<Violation> found);
}
