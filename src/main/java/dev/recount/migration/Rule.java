package dev.recount.migration;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.model.migration.Copies.Copy;
import dev.recount.model.migration.Migration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rule of one migration, held against what is stored. */
record Rule(Migration<?, ?> migration) {

    /**
     * Returns what becomes of a stored event, by the streams that it goes into, each with the domain's events in order.
     *
     * @throws CopyException if the rule fails on it
     */
    Map<StreamId, List<Object>> copies(StreamId source, long version, RecordedEvent event) {
        var copies = new LinkedHashMap<StreamId, List<Object>>();
        for (int part = 1; part <= event.parts().size(); part++) {
            var context = new EventContext(new EventId(source, version, part), event.metadata());
            for (Copy<?> copy : made(event.parts().get(part - 1).event(), context)) {
                copies.computeIfAbsent(new StreamId(migration.to().name(), copy.id()), _ -> new ArrayList<>())
                        .add(copy.event());
            }
        }
        return copies;
    }

    private List<? extends Copy<?>> made(Object event, EventContext context) {
        try {
            return migration.copies(event, context);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            throw new CopyException("the rule failed on " + context.eventId() + ": " + defect);
        }
    }
}
