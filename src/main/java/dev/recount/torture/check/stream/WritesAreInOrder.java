package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Observation;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The check that a command that began after a version was known comes after it, and that a command with an expected
 * version was decided on that version.
 */
public final class WritesAreInOrder implements Check {

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            Map<Long, Operation> byExpected = new HashMap<>();
            for (Operation operation : stream.operations()) {
                if (!operation.again() && operation.answer() instanceof Answer.Accepted accepted) {
                    checkOrder(stream, operation, accepted, found);
                    checkExpected(stream, operation, accepted, byExpected, found);
                }
            }
        }
    }

    private static void checkOrder(
            StreamHistory stream, Operation operation, Answer.Accepted accepted, Consumer<Violation> found) {
        long ownEvents = accepted.hasEvents() ? 1 : 0;
        stream.bounds()
                .before(operation.decidedAfterNanos())
                .filter(known -> known.version() + ownEvents > accepted.version())
                .ifPresent(known -> report(stream, operation, known, found));
        if (accepted.version() > stream.bounds().most(operation.endNanos())) {
            found.accept(new Violation(
                    Kind.FUTURE_READ,
                    stream.stream(),
                    "the answer tells a version whose command began after it",
                    operation));
        }
    }

    private static void report(
            StreamHistory stream, Operation operation, Observation known, Consumer<Violation> found) {
        found.accept(new Violation(
                Kind.OUT_OF_ORDER,
                stream.stream(),
                "version " + known.version() + " was known before the command began",
                known.shownBy(),
                operation));
    }

    private static void checkExpected(
            StreamHistory stream,
            Operation operation,
            Answer.Accepted accepted,
            Map<Long, Operation> byExpected,
            Consumer<Violation> found) {
        if (operation.expected().isEmpty()) {
            return;
        }
        long expected = operation.expected().getAsLong();
        if (accepted.version() != expected + (accepted.hasEvents() ? 1 : 0)) {
            found.accept(new Violation(
                    Kind.WRONG_VERSION,
                    stream.stream(),
                    "the command was accepted at another version than " + expected,
                    operation));
        }
        Operation other = accepted.hasEvents() ? byExpected.put(expected, operation) : null;
        if (other != null) {
            found.accept(new Violation(
                    Kind.LOST_UPDATE,
                    stream.stream(),
                    "two commands that expected version " + expected + " were accepted",
                    other,
                    operation));
        }
    }
}
