package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.util.function.Consumer;

/**
 * The check that each event is one that the rules allow after those before it: no account is overdrawn, nothing is sold
 * that is not there.
 */
public final class RulesHold implements Check {

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            for (int index = 0; index < stream.events().size(); index++) {
                LoggedEvent event = stream.events().get(index);
                stream.state(index)
                        .forbids(event)
                        .ifPresent(rule -> found.accept(new Violation(
                                Kind.BROKEN_RULE, stream.stream(), "the event must not be here: " + rule, event)));
            }
        }
    }
}
