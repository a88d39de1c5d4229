package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The check that a command has its events once, however often it came, and that a client that sends it again gets the
 * first answer. Each command of these streams leads to one event at most. A command that a stream was allowed to
 * forget, as so many others came in between, is not counted.
 */
public final class CarriedOutOnce implements Check {

    private static final Set<String> TYPES = Set.of("account", "order", "stock", "customer", "guest");

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        int remembered = file.evidence().run().remembered();
        for (String type : TYPES) {
            for (StreamHistory stream : file.streams(type)) {
                stream.eventsByCommand().values().forEach(events -> checkEvents(stream, events, remembered, found));
                stream.operations().stream()
                        .filter(Operation::again)
                        .forEach(again -> stream.operation(again.key())
                                .filter(first ->
                                        first.answer() instanceof Answer.Accepted accepted && accepted.hasEvents())
                                .filter(_ -> stream.eventsOf(again.key()).size() < 2)
                                .ifPresent(first -> checkAgain(stream, first, again, found)));
            }
        }
    }

    private static void checkEvents(
            StreamHistory stream, List<LoggedEvent> events, int remembered, Consumer<Violation> found) {
        for (int next = 1; next < events.size(); next++) {
            LoggedEvent before = events.get(next - 1);
            LoggedEvent after = events.get(next);
            if (after.version() - before.version() <= remembered) {
                var evidence = new ArrayList<Record>(List.of(before, after));
                stream.operation(after.command()).ifPresent(evidence::add);
                found.accept(
                        new Violation(Kind.DOUBLED, stream.stream(), "the command was carried out twice", evidence));
            }
        }
    }

    private static void checkAgain(StreamHistory stream, Operation first, Operation again, Consumer<Violation> found) {
        String problem = switch (again.answer()) {
            case Answer.Accepted(var version, var _, var repeat) -> {
                if (!repeat) {
                    yield "a repeat was not answered as one";
                }
                yield first.answer() instanceof Answer.Accepted(var original, var _, var _) && original != version
                        ? "a repeat was answered with another version"
                        : "";
            }
            case Answer.Rejected _ -> "a repeat of an accepted command was rejected";
            case Answer.Refused _, Answer.Unknown _ -> "";
        };
        if (!problem.isEmpty()) {
            found.accept(new Violation(Kind.DOUBLED, stream.stream(), problem, first, again));
        }
    }
}
