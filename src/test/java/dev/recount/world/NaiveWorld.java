package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.process.work.ProcessDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A world as anybody would make it: plain maps of states, to which the rules' own {@code decide} and {@code evolve} are
 * applied, one recorded decision after another. It has nothing in common with the engine of worlds but the rules, and
 * the form in which commands and states are told.
 */
final class NaiveWorld {

    private final Codecs served;
    private final Codecs others;
    private final boolean counterfactual;
    private final Set<String> without;
    private final Map<StreamId, NaiveStream<?, ?, ?>> recorded = new HashMap<>();
    private final Map<StreamId, NaiveStream<?, ?, ?>> here = new HashMap<>();

    /** The events on record that do not happen. */
    private final Set<String> missing = new HashSet<>();

    private final Map<String, Long> differences = new TreeMap<>();
    private long decided;

    NaiveWorld(Domain served, Domain others, boolean counterfactual) {
        this(served, others, counterfactual, Set.of());
    }

    /**
     * Makes a world without some commands, whatever the mode is.
     *
     * @param without an event of each command that is left out
     */
    NaiveWorld(Domain served, Domain others, boolean counterfactual, Set<String> without) {
        this.served = new Codecs(ProcessDomain.of(served).streamTypes());
        this.others = new Codecs(ProcessDomain.of(others).streamTypes());
        this.counterfactual = counterfactual;
        this.without = without;
    }

    /** Takes the next decision on record, as {@code GET /decisions} tells it. */
    void take(JsonNode decision) {
        StreamId stream = StreamId.parse(decision.path("stream").asText());
        NaiveStream<?, ?, ?> before = recorded.computeIfAbsent(stream, id -> NaiveStream.of(id, served));
        NaiveStream<?, ?, ?> after = here.computeIfAbsent(stream, id -> NaiveStream.of(id, others));
        Decision<?> was = before.decide(decision);
        requireAsRecorded(decision, was);
        List<String> names = new ArrayList<>();
        for (Object event : events(was)) {
            names.add(name(event));
        }
        long first = before.version() + 1;
        before.happen(events(was), decision);
        boolean isLeftOut = isLeftOut(stream, first, names.size());
        if (isLeftOut || (counterfactual && missing.contains(cause(decision)))) {
            happenNot(stream, first, names, List.of());
            count(decision, isLeftOut ? "EDITED" : "DROPPED", reason(was), "");
            return;
        }
        decided++;
        Decision<?> is = after.decide(decision);
        if (counterfactual) {
            happenNot(stream, first, names, events(is));
            after.happen(events(is), decision);
        } else {
            after.happen(events(was), decision);
        }
        compare(decision, was, is);
    }

    private boolean isLeftOut(StreamId stream, long first, int events) {
        return LongStream.range(first, first + events).anyMatch(version -> without.contains(stream + "@" + version));
    }

    /** The rules that are served decide now as they did. */
    private static void requireAsRecorded(JsonNode decision, Decision<?> was) {
        assertThat(reason(was))
                .as("%s", decision)
                .isEqualTo(decision.path("reason").asText());
        assertThat(events(was).stream().map(NaiveWorld::name).toList())
                .as("%s", decision)
                .isEqualTo(decision.path("events").findValuesAsText("type").stream()
                        .map(type -> type.substring(type.indexOf('.') + 1))
                        .toList());
    }

    /** Returns the event because of which a handler sent the command; which part of it does not matter. */
    private static String cause(JsonNode decision) {
        return decision.path("principal").asText().startsWith("handler:")
                ? decision.path("causation").asText().replaceFirst("\\.[0-9]+$", "")
                : "";
    }

    private void happenNot(StreamId stream, long first, List<String> names, List<?> happening) {
        var left = new ArrayList<String>();
        happening.forEach(event -> left.add(name(event)));
        for (int i = 0; i < names.size(); i++) {
            if (!left.remove(names.get(i))) {
                missing.add(stream + "@" + (first + i));
            }
        }
    }

    private void compare(JsonNode decision, Decision<?> was, Decision<?> is) {
        boolean wasRejected = was instanceof Decision.Rejected;
        boolean isRejected = is instanceof Decision.Rejected;
        if (wasRejected != isRejected) {
            count(decision, isRejected ? "REJECTED" : "ACCEPTED", reason(was), reason(is));
        } else if (!reason(was).equals(reason(is))) {
            count(decision, "OTHER_REASON", reason(was), reason(is));
        } else if (!events(was).equals(events(is))) {
            count(decision, "OTHER_EVENTS", "", "");
        }
    }

    private void count(JsonNode decision, String change, String reason, String otherReason) {
        String type = StreamId.parse(decision.path("stream").asText()).type();
        String command = decision.path("command").path("name").asText();
        differences.merge(line(type, command, change, reason, otherReason), 1L, Long::sum);
    }

    /** Returns one kind of difference, as {@link #differences} counts them. */
    static String line(String type, String command, String change, String reason, String otherReason) {
        return String.join(" ", type, command, change, "[" + reason + "]", "[" + otherReason + "]");
    }

    private static String name(Object event) {
        return event.getClass().getSimpleName();
    }

    private static List<?> events(Decision<?> decision) {
        return decision instanceof Decision.Accepted<?>(var events) ? events : List.of();
    }

    private static String reason(Decision<?> decision) {
        return decision instanceof Decision.Rejected<?>(var reason, var _) ? reason : "";
    }

    /** Returns how many decisions are others, by their kinds. */
    Map<String, Long> differences() {
        return differences;
    }

    /** Makes sure that the decisions of a world are the same, as far as they are counted. */
    void assertCounts(JsonNode world) {
        assertThat(summary(world)).isEqualTo(differences);
        assertThat(world.path("decided").asLong()).isEqualTo(decided);
        assertThat(world.path("coverage").path("gaps")).isEmpty();
    }

    /** Makes sure that a world is the same: its counts, and each of its streams. */
    void assertIs(JsonNode world, WorldClient worlds) {
        assertCounts(world);
        recorded.forEach((stream, onRecord) -> {
            JsonNode told = worlds.get(world, "/streams/" + stream);
            Objects.requireNonNull(here.get(stream)).assertIs(told);
            onRecord.assertIs(told.path("recorded"));
        });
    }

    private static Map<String, Long> summary(JsonNode world) {
        var counts = new TreeMap<String, Long>();
        world.path("summary")
                .forEach(line -> counts.put(
                        line(
                                line.path("streamType").asText(),
                                line.path("command").asText(),
                                line.path("change").asText(),
                                line.path("reason").asText(),
                                line.path("otherReason").asText()),
                        line.path("count").asLong()));
        return counts;
    }
}
