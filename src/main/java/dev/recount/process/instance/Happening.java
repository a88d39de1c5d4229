package dev.recount.process.instance;

import dev.recount.json.JsonText;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of another stream, as a process is told of it.
 *
 * @param event its name, as {@code order/17@3}
 * @param type its name among the events of its stream's type
 * @param revision the revision of its form
 * @param time when it happened
 * @param recorded when it was stored
 */
public record Happening(
        String event,
        String type,
        int revision,
        JsonText data,
        Instant time,
        Instant recorded,
        String principal,
        String correlation,
        Optional<String> causation) {

    /** Returns what is known of the event besides its data. */
    EventContext context() {
        return new EventContext(
                EventId.parse(event), new Metadata(time, recorded, new Principal(principal), correlation, causation));
    }
}
