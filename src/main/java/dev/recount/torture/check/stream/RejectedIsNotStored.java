package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The check that a command whose attempts were all answered, and never with an acceptance, has left no events, and that
 * every event has a command.
 */
public final class RejectedIsNotStored implements Check {

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            Map<String, List<Operation>> byKey =
                    stream.operations().stream().collect(Collectors.groupingBy(Operation::key));
            byKey.forEach((key, operations) -> {
                if (operations.stream().noneMatch(RejectedIsNotStored::canHaveEvents)
                        && !stream.eventsOf(key).isEmpty()) {
                    var evidence = new ArrayList<Record>(operations);
                    evidence.addAll(stream.eventsOf(key));
                    found.accept(new Violation(
                            Kind.REJECTED_BUT_STORED,
                            stream.stream(),
                            "the command was never accepted, and has events",
                            evidence));
                }
            });
            if (file.evidence().run().owns(stream.stream())) {
                stream.events().stream()
                        .filter(event -> !byKey.containsKey(event.command())
                                && !event.principal().startsWith("handler:"))
                        .forEach(event -> found.accept(new Violation(
                                Kind.PHANTOM, stream.stream(), "nobody sent the command of this event", event)));
            }
        }
    }

    private static boolean canHaveEvents(Operation operation) {
        return operation.wasEverUnknown()
                || (operation.answer() instanceof Answer.Accepted accepted && accepted.hasEvents());
    }
}
