package dev.recount.http.corrections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.correction.Impact;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.Unmarked;
import dev.recount.http.views.ViewAnswers;
import dev.recount.journal.codec.CorrectionJson;
import dev.recount.json.Json;
import dev.recount.model.view.Visibility;
import dev.recount.replay.world.Mode;
import dev.recount.view.query.Question;
import dev.recount.view.search.RowDifferences;
import dev.recount.world.AskedQuestion;
import dev.recount.world.WorldException;
import dev.recount.world.WorldView;
import dev.recount.world.Worlds;
import dev.recount.world.table.DifferenceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Tells what corrections would come to, with all that follows from them: the rows of views, the later commands that
 * would be decided otherwise, and what handlers did because of the events as they are. That is computed as a world,
 * which may take longer than an answer can wait for.
 */
final class ImpactAnswers {

    private static final JsonMapper JSON = Json.exact();

    private static final long LOOK_MS = 50;
    private static final int MOST = 100;

    private final Worlds worlds;
    private final Function<String, Visibility> visible;
    private final boolean seesAllPersonal;

    /**
     * Makes what tells of corrections.
     *
     * @param visible the rows of each view that the caller may see
     * @param seesAllPersonal whether the caller may see the personal data of all streams and views
     */
    ImpactAnswers(Worlds worlds, Function<String, Visibility> visible, boolean seesAllPersonal) {
        this.worlds = worlds;
        this.visible = visible;
        this.seesAllPersonal = seesAllPersonal;
    }

    /** Returns what would come of the stream's state, and nothing of what follows from it. */
    static ObjectNode ofState(Impact impact) {
        ObjectNode body = Answers.JSON
                .createObjectNode()
                .put("stream", impact.stream().toString())
                .put("version", impact.version());
        body.putRawValue("state", new RawValue(impact.state()));
        body.set("patch", impact.patch());
        return body;
    }

    CompletionStage<HttpResponse> answer(Impact impact) {
        ObjectNode body = ofState(impact);
        long deadline = System.nanoTime() + worlds.waitTimeout().toNanos();
        return worlds.inTurn(() -> asked(impact))
                .thenCompose(world -> whenWhole(body, world, deadline))
                .exceptionallyCompose(failure -> failure.getCause() instanceof WorldException refused
                        ? CompletableFuture.completedStage(problem(refused).response())
                        : CompletableFuture.failedStage(failure));
    }

    private static Problem problem(WorldException refused) {
        String message = String.valueOf(refused.getMessage());
        return switch (refused.kind()) {
            case UNFIT -> Problem.malformed(message);
            case FULL -> new Problem(409, "TOO_MANY_WORLDS", message);
            case UNAVAILABLE -> new Problem(503, "UNAVAILABLE", message);
        };
    }

    private long asked(Impact impact) {
        ObjectNode corrections =
                Answers.JSON.createObjectNode().put("stream", impact.stream().toString());
        ArrayNode all = corrections.putArray("corrections");
        impact.corrections().forEach(correction -> all.addRawValue(new RawValue(CorrectionJson.write(correction))));
        var question = new AskedQuestion(
                Optional.empty(),
                Mode.COUNTERFACTUAL,
                Optional.of(impact.stream().toString()),
                Optional.of(impact.from()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(corrections.toString()),
                List.of(),
                views(impact));
        return worlds.ask(question, Map.of(impact.stream(), impact.corrections()))
                .number();
    }

    private List<String> views(Impact impact) {
        return worlds.rules().served().views().stream()
                .filter(view -> view.streamTypes().contains(impact.stream().type()))
                .map(view -> view.name())
                .toList();
    }

    private CompletionStage<HttpResponse> whenWhole(ObjectNode body, long world, long deadline) {
        return worlds.inTurn(() -> tell(body, world, deadline))
                .thenCompose(answer -> answer.map(CompletableFuture::completedStage)
                        .orElseGet(() -> CompletableFuture.supplyAsync(
                                        () -> world, CompletableFuture.delayedExecutor(LOOK_MS, TimeUnit.MILLISECONDS))
                                .thenCompose(_ -> whenWhole(body, world, deadline))));
    }

    private Optional<HttpResponse> tell(ObjectNode body, long world, long deadline) {
        JsonNode told = worlds.answers()
                .find(world)
                .map(ImpactAnswers::read)
                .orElseThrow(() -> new WorldException(WorldException.Kind.UNAVAILABLE, "world " + world + " is gone"));
        return switch (told.path("state").asText()) {
            case "RUNNING" -> {
                if (System.nanoTime() < deadline) {
                    yield Optional.empty();
                }
                yield Optional.of(told(body.put("complete", false).put("world", world)));
            }
            case "DONE" -> {
                boolean allDecisions = tellDecisions(body, world);
                boolean complete = tellViews(body, world, told) && allDecisions;
                body.put("complete", complete);
                if (complete) {
                    worlds.drop(world);
                } else {
                    body.put("world", world);
                }
                yield Optional.of(told(body));
            }
            default ->
                throw new WorldException(
                        WorldException.Kind.UNAVAILABLE,
                        "what follows cannot be computed: "
                                + told.path("problem").asText());
        };
    }

    /** It is not about its stream alone: who may see that one's personal data need not see the others'. */
    private HttpResponse told(ObjectNode body) {
        return Answers.ok(Unmarked.of(body.toString(), seesAllPersonal));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException ownWriting) {
            throw new IllegalStateException("what is told of a world is not JSON", ownWriting);
        }
    }

    /** Tells of later commands, and of what handlers did as a tree; returns whether that was all. */
    private boolean tellDecisions(ObjectNode body, long world) {
        ArrayNode commands = body.putArray("commands");
        ArrayNode effects = body.putArray("effects");
        Map<String, ObjectNode> byEvent = new HashMap<>();
        var all = new DifferenceTable.Choice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        List<DifferenceTable.Found> found =
                worlds.answers().differences(world, all, 0, 10 * MOST).orElse(List.of());
        for (DifferenceTable.Found each : found) {
            ObjectNode difference = (ObjectNode) read(each.body());
            String change = difference.path("change").asText();
            if (Set.of("CAUSED", "DROPPED").contains(change)) {
                addEffect(effects, byEvent, difference);
            } else if (!change.equals("EDITED")) {
                commands.add(difference);
            }
        }
        return found.size() < 10 * MOST;
    }

    /** An effect stands within the one that caused it, if that is one too. */
    private static void addEffect(ArrayNode roots, Map<String, ObjectNode> byEvent, ObjectNode difference) {
        String cause = difference.path("command").path("causation").asText();
        ObjectNode effect = Answers.JSON.createObjectNode().put("cause", cause);
        effect.set("stream", difference.get("stream"));
        effect.set("version", difference.get("version"));
        effect.set("command", difference.get("command"));
        effect.set("recorded", difference.get("recorded"));
        Optional.ofNullable(byEvent.get(cause))
                .map(parent -> parent.withArray("effects"))
                .orElse(roots)
                .add(effect);
        long last = difference.path("version").asLong();
        int events = difference.path("recorded").path("events").size();
        for (long version = last - events + 1; version <= last; version++) {
            byEvent.put(difference.path("stream").asText() + "@" + version, effect);
        }
    }

    private boolean tellViews(ObjectNode body, long world, JsonNode told) {
        ObjectNode views = body.putObject("views");
        boolean complete = true;
        for (JsonNode name : told.path("question").path("views")) {
            WorldView view = worlds.answers().view(world, name.asText()).orElseThrow();
            RowDifferences found = worlds.answers().difference(view, rows(visible.apply(name.asText())));
            Set<String> personal = view.other().shape().personal();
            ArrayNode rows = views.putArray(name.asText());
            for (RowDifferences.Pair pair : found.rows()) {
                ObjectNode both = rows.addObject();
                pair.one().ifPresent(row -> ViewAnswers.write(both.putObject("now"), found.columns(), personal, row));
                pair.other()
                        .ifPresent(
                                row -> ViewAnswers.write(both.putObject("corrected"), found.columns(), personal, row));
            }
            complete &= found.next().isEmpty();
        }
        return complete;
    }

    private static Question rows(Visibility visible) {
        return new Question.OfRows(
                List.of(), List.of(), List.of(), List.of(), MOST, false, Optional.empty(), Optional.empty(), visible);
    }
}
