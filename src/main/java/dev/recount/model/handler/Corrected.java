package dev.recount.model.handler;

import dev.recount.model.EventId;
import java.util.List;

/**
 * An event that was corrected, as a handler is told of it.
 *
 * @param id the event
 * @param before the events that it was read as until then; none if it was left out
 * @param now the events that it is read as from then on
 * @param reason why, as whoever corrected it has said
 * @param <E> the events of the stream type
 */
public record Corrected<E>(EventId id, List<E> before, List<E> now, String reason) {

    public Corrected {
        before = List.copyOf(before);
        now = List.copyOf(now);
    }
}
