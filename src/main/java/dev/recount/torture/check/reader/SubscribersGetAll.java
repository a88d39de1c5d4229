package dev.recount.torture.check.reader;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.ReceivedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The check that a subscriber gets all events after its beginning, each once, in the order of the log. */
public final class SubscribersGetAll implements Check {

    private static final int SHOWN = 5;

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        List<LoggedEvent> log = file.evidence().ending().log();
        file.evidence().deliveries().stream()
                .collect(Collectors.groupingBy(ReceivedEvent::subscriber))
                .forEach((subscriber, deliveries) -> check("subscriber " + subscriber, log, deliveries, found));
    }

    private static void check(
            String subscriber, List<LoggedEvent> log, List<ReceivedEvent> deliveries, Consumer<Violation> found) {
        String beginning = deliveries.getFirst().position();
        Map<String, LoggedEvent> missing = log.stream()
                .filter(event -> event.position().compareTo(beginning) > 0)
                .collect(Collectors.toMap(LoggedEvent::id, event -> event, (first, _) -> first));
        Map<String, ReceivedEvent> seen = new HashMap<>();
        ReceivedEvent before = deliveries.getFirst();
        for (ReceivedEvent delivery : deliveries.subList(1, deliveries.size())) {
            LoggedEvent event = missing.remove(delivery.id());
            ReceivedEvent earlier = seen.put(delivery.id(), delivery);
            if (earlier != null) {
                report(subscriber, "got an event twice", found, earlier, delivery);
            } else if (event == null || !event.position().equals(delivery.position())) {
                report(subscriber, "got an event that is not in the log there", found, delivery);
            } else if (delivery.position().compareTo(before.position()) <= 0) {
                report(subscriber, "got an event after a later one", found, before, delivery);
            }
            before = delivery;
        }
        reportMissing(
                subscriber,
                log.stream().filter(event -> missing.containsKey(event.id())).toList(),
                found);
    }

    private static void reportMissing(String subscriber, List<LoggedEvent> missing, Consumer<Violation> found) {
        if (!missing.isEmpty()) {
            List<Record> shown = new ArrayList<>(missing.subList(0, Math.min(SHOWN, missing.size())));
            found.accept(
                    new Violation(Kind.WRONG_SUBSCRIPTION, subscriber, "missed " + missing.size() + " events", shown));
        }
    }

    private static void report(String subscriber, String problem, Consumer<Violation> found, Record... evidence) {
        found.accept(new Violation(Kind.WRONG_SUBSCRIPTION, subscriber, problem, evidence));
    }
}
