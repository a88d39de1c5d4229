package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The check that of commands which were sent together, with the same key to different streams, either all have events,
 * or none; and that where they were rejected, one of the streams said why.
 */
public final class AllOrNone implements Check {

    /** A command that was sent with others, and its stream. */
    private record Part(StreamHistory stream, Operation operation) {

        boolean hasEvents() {
            return !stream.eventsOf(operation.key()).isEmpty();
        }

        boolean isRejectedForAnother() {
            return operation.answer() instanceof Answer.Rejected(var status, var _, var _)
                    && status == Answer.NOT_TOGETHER;
        }
    }

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        Map<String, List<Part>> byKey = new LinkedHashMap<>();
        for (StreamHistory stream : file.streams()) {
            stream.operations().stream()
                    .filter(operation -> !operation.again())
                    .forEach(operation -> byKey.computeIfAbsent(operation.key(), _ -> new ArrayList<>())
                            .add(new Part(stream, operation)));
        }
        byKey.values().stream().filter(parts -> parts.size() > 1).forEach(parts -> check(parts, found));
    }

    private static void check(List<Part> parts, Consumer<Violation> found) {
        long stored = parts.stream().filter(Part::hasEvents).count();
        if (stored > 0 && stored < parts.size()) {
            report(parts, "some of the commands that were sent together were carried out, and some were not", found);
        }
        if (parts.stream().allMatch(Part::isRejectedForAnother)) {
            report(parts, "commands that were sent together were rejected, and no stream said why", found);
        }
    }

    private static void report(List<Part> parts, String problem, Consumer<Violation> found) {
        var evidence = new ArrayList<Record>();
        for (Part part : parts) {
            evidence.add(part.operation);
            evidence.addAll(part.stream.eventsOf(part.operation.key()));
        }
        found.accept(new Violation(Kind.PARTLY_CARRIED_OUT, parts.getFirst().stream.stream(), problem, evidence));
    }
}
