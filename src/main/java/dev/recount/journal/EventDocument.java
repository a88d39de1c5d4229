package dev.recount.journal;

import dev.recount.json.MalformedException;
import java.io.IOException;

/**
 * A stored event taken apart without the domain's classes, its data as the JSON text that was stored.
 *
 * @param data the event's data as JSON
 */
public record EventDocument(EventName name, String data, EventMetadata metadata) {

    private static final EventJson JSON = new EventJson();

    /**
     * Takes a stored event apart.
     *
     * @throws MalformedException if it is not one
     */
    public static EventDocument of(StoredEvent stored) {
        try {
            EventJson.Parts parts = JSON.read(stored.payload(), null);
            return new EventDocument(
                    EventName.parse(stored.manifest()), String.valueOf(parts.data()), parts.metadata());
        } catch (IOException | RuntimeException malformed) {
            throw new MalformedException("", stored.manifest() + " is not a stored event: " + malformed.getMessage());
        }
    }
}
