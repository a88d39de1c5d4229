package dev.recount.process.instance;

import dev.recount.json.JsonText;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;

/**
 * An event of another stream, as a process is told of it.
 *
 * @param event its name, as {@code order/17@3}
 * @param type its name among the events of its stream's type
 * @param revision the revision of its form
 * @param metadata what is known of it besides its data
 */
public record Happening(String event, String type, int revision, JsonText data, Metadata metadata) {

    /** Returns what is known of the event besides its data. */
    EventContext context() {
        return new EventContext(EventId.parse(event), metadata);
    }
}
