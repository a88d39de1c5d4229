package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.util.List;
import java.util.function.Consumer;

/** The check that the versions of a stream are 1, 2, 3 …, and stand in this order in the log. */
public final class VersionsAreUnbroken implements Check {

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            List<LoggedEvent> events = stream.events();
            for (int index = 0; index < events.size(); index++) {
                if (events.get(index).version() != index + 1) {
                    found.accept(new Violation(
                            Kind.VERSION_GAP,
                            stream.stream(),
                            "version " + (index + 1) + " should come next",
                            events.subList(Math.max(0, index - 1), index + 1).toArray(Record[]::new)));
                    break; // all after it are shifted
                }
            }
        }
    }
}
