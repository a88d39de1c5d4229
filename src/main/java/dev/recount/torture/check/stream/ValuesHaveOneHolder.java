package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.Held;
import dev.recount.torture.evidence.Ending.Holder;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.fold.Folded;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The check that at no place in the log two streams hold the same value, and that in the end each value is held by that
 * stream, as the server tells, that the log says, or by none.
 */
public final class ValuesHaveOneHolder implements Check {

    /** The name of the values that are checked: the rooms of the hotel. */
    public static final String NAME = "room";

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        Map<String, LoggedEvent> holders = holders(file, found);
        Set<String> told = new HashSet<>();
        for (Holder each : file.evidence().ending().holders()) {
            told.add(each.value());
            LoggedEvent holder = holders.get(each.value());
            if (holder == null && !each.stream().isEmpty()) {
                report(each.stream(), "it is told to hold " + each.value() + ", which it does not hold", found, each);
            } else if (holder != null && !holder.stream().equals(each.stream())) {
                String teller = each.stream().isEmpty() ? "nobody" : each.stream();
                report(
                        holder.stream(),
                        "it holds " + each.value() + ", of which " + teller + " is told",
                        found,
                        holder,
                        each);
            }
        }
        for (Held each : file.evidence().ending().held()) {
            if (!each.name().equals(NAME)) {
                continue;
            }
            holders.forEach((value, holder) -> {
                if (!told.contains(value)) {
                    report(holder.stream(), "nobody told who holds " + value, found, holder);
                }
            });
            if (each.values() != holders.size() || each.duplicates() != 0) {
                String problem = "there are " + holders.size() + " values with a holder each";
                report(each.name(), problem, found, each);
            }
        }
    }

    private static Map<String, LoggedEvent> holders(CaseFile file, Consumer<Violation> found) {
        Map<String, LoggedEvent> holders = new HashMap<>();
        Map<String, Folded> states = new HashMap<>();
        for (LoggedEvent event : file.evidence().ending().log()) {
            Folded before = states.getOrDefault(event.stream(), Folded.beginning(event.stream()));
            Folded after = before.after(event);
            states.put(event.stream(), after);
            before.held()
                    .filter(value -> holders.containsKey(value)
                            && holders.get(value).stream().equals(event.stream()))
                    .ifPresent(holders::remove);
            after.held().ifPresent(value -> {
                LoggedEvent other = holders.put(value, event);
                if (other != null) {
                    report(event.stream(), "it takes " + value + " while another one holds it", found, other, event);
                }
            });
        }
        return holders;
    }

    private static void report(String where, String problem, Consumer<Violation> found, Record... evidence) {
        found.accept(new Violation(Kind.WRONG_HOLDER, where, problem, evidence));
    }
}
