package dev.recount.cli.regression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.ServerClient;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.replay.regression.DecidedStep;
import dev.recount.replay.regression.StepChoice;
import dev.recount.replay.regression.StepJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of a log that is read as far as somebody asks for them; those that were read before they were asked for
 * are held.
 */
final class EventsAhead {

    private final ServerClient server;
    private final StepChoice choice;
    private final Map<EventId, List<DecidedStep.Event>> ahead = new HashMap<>();
    private @Nullable JsonNode page;
    private final String first;

    EventsAhead(ServerClient server, StepChoice choice, String first) {
        this.server = server;
        this.choice = choice;
        this.first = first;
    }

    /**
     * Takes the events of a decision.
     *
     * @param versions their versions; one that several events have is there as often
     */
    List<DecidedStep.Event> take(StreamId stream, List<Long> versions) throws InterruptedException {
        var taken = new ArrayList<DecidedStep.Event>();
        for (long version : versions.stream().distinct().toList()) {
            long count = versions.stream().filter(each -> each == version).count();
            EventId id = EventId.of(stream, version);
            while (ahead.getOrDefault(id, List.of()).size() < count) {
                readOn(id);
            }
            taken.addAll(Optional.ofNullable(ahead.remove(id)).orElseThrow());
        }
        return taken;
    }

    private void readOn(EventId wanted) throws InterruptedException {
        if (page != null && page.path("head").asBoolean()) {
            throw new CommandFailedException("the server tells of no event " + wanted);
        }
        JsonNode read = page == null ? server.get(first) : server.next(page);
        page = read;
        for (JsonNode event : read.path("events")) {
            EventId id = EventId.parse(event.path("id").asText());
            if (choice.covers(id.stream())) {
                MaskedData.requireNone(event);
                ahead.computeIfAbsent(EventId.of(id.stream(), id.version()), _ -> new ArrayList<>())
                        .add(StepJson.event(event));
            }
        }
    }
}
