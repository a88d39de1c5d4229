package dev.recount.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Overlay;
import dev.recount.json.Json;
import dev.recount.log.Knowledge;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.replay.world.Mode;
import dev.recount.world.WorldJson.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Views as of when something was known: each is the view of a world in which nothing is decided again, and only those
 * corrections hold that were known then. Such a world is kept for who asks again, until the log has gone on. Every
 * method blocks.
 */
public final class KnownViews {

    private static final JsonMapper JSON = Json.frame();

    /** No command on record is of a later time, so that none is decided again. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Worlds worlds;
    private final LogReader log;

    KnownViews(Worlds worlds, LogReader log) {
        this.worlds = worlds;
        this.log = log;
    }

    /** Tells whether streams of these types are read now as they were then, as nothing was corrected since. */
    public boolean isAsToday(Set<String> types, Knowledge known) {
        return overlays(types, known).equals(overlays(types, Knowledge.Today.INSTANCE));
    }

    private Map<StreamId, Map<Long, Overlay>> overlays(Set<String> types, Knowledge known) {
        Map<StreamId, Map<Long, Overlay>> overlays = new java.util.HashMap<>();
        for (Map.Entry<StreamId, Corrections> each :
                log.corrections(types, known).entrySet()) {
            overlays.put(each.getKey(), each.getValue().overlays());
        }
        return overlays;
    }

    /**
     * Has a view computed, unless it has been, or is being; returns the number of its world.
     *
     * @param atLeast the position up to which it has to have seen the log; an older one is dropped
     * @throws WorldException if there are too many worlds, or the database does not allow one more
     */
    public long world(String view, Knowledge known, Position atLeast) {
        var question = new AskedQuestion(
                Optional.empty(),
                Mode.DECISIONS,
                Optional.empty(),
                Optional.of(NEVER),
                Optional.empty(),
                Optional.of(known),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(view));
        JsonNode asked = WorldJson.question(question);
        for (String told : worlds.answers().all()) {
            JsonNode world = read(told);
            if (world.path("question").equals(asked)) {
                long number = world.path("id").asLong();
                boolean failed = world.path("state").asText().equals(State.FAILED.name());
                if (!failed && Position.parse(world.path("position").asText()).covers(atLeast)) {
                    return number;
                }
                worlds.drop(number);
            }
        }
        return worlds.ask(question).number();
    }

    /**
     * Returns the view of a world if that is whole by now.
     *
     * @throws WorldException if it could not be computed, or is gone
     */
    public Optional<WorldView> whole(long number, String view) {
        JsonNode world = read(worlds.answers()
                .find(number)
                .orElseThrow(
                        () -> new WorldException(WorldException.Kind.UNAVAILABLE, "world " + number + " is gone")));
        return switch (State.valueOf(world.path("state").asText())) {
            case RUNNING -> Optional.empty();
            case DONE -> worlds.answers().view(number, view);
            case FAILED ->
                throw new WorldException(
                        WorldException.Kind.UNAVAILABLE, world.path("problem").asText());
        };
    }

    private static JsonNode read(String told) {
        try {
            return JSON.readTree(told);
        } catch (JsonProcessingException ownWriting) {
            throw new IllegalStateException("what is told of a world is not JSON", ownWriting);
        }
    }
}
