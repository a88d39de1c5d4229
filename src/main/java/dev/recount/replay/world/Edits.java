package dev.recount.replay.world;

import dev.recount.decision.log.LoggedDecision;
import dev.recount.log.LogEntry;
import dev.recount.model.EventId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of the record that a world leaves out, or has something else in their place.
 *
 * @param commands the commands that are sent instead of the one that led to an event, by the event; none leave it out
 * @param events the events that happen instead of one, by the event; none leave it out
 */
public record Edits(Map<EventId, List<Item>> commands, Map<EventId, List<Item>> events) {

    /** No edits. */
    public static final Edits NONE = new Edits(Map.of(), Map.of());

    public Edits {
        commands = Map.copyOf(commands);
        events = Map.copyOf(events);
    }

    /**
     * A command or an event that is put in.
     *
     * @param name the name of its record
     * @param data its fields as JSON
     */
    public record Item(String name, String data) {}

    /** Tells whether there are any. */
    public boolean isEmpty() {
        return commands.isEmpty() && events.isEmpty();
    }

    /**
     * Returns the commands that are sent instead of the one that led to any of the events of a decision, if it is
     * edited.
     */
    Optional<List<Item>> commands(LoggedDecision decision) {
        return commands.isEmpty()
                ? Optional.empty()
                : ids(decision).map(commands::get).filter(Objects::nonNull).findFirst();
    }

    private static Stream<EventId> ids(LoggedDecision decision) {
        return decision.events().stream().map(LogEntry::id);
    }

    /** Tells whether one of the events of a decision has others in its place. */
    boolean replaceEvents(LoggedDecision decision) {
        return !events.isEmpty() && ids(decision).anyMatch(events::containsKey);
    }
}
