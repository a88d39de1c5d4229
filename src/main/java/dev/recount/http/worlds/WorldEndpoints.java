package dev.recount.http.worlds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.history.JsonDifference;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Access;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.RequestBodies;
import dev.recount.model.StreamId;
import dev.recount.replay.world.WorldQuestion.Selection;
import dev.recount.replay.world.course.SavedCourse;
import dev.recount.replay.world.course.SavedStream;
import dev.recount.world.AskedQuestion;
import dev.recount.world.QuestionJson;
import dev.recount.world.WorldException;
import dev.recount.world.Worlds;
import dev.recount.world.table.DifferenceTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The worlds: asked for, told of, looked into and dropped. */
public final class WorldEndpoints implements Endpoints {

    private final Worlds worlds;
    private final RequestBodies bodies;

    public WorldEndpoints(Worlds worlds, RequestBodies bodies) {
        this.worlds = worlds;
        this.bodies = bodies;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/admin/worlds", Access.OPERATE, "The worlds, and the rules that there are.", this::all),
                Endpoint.post("/admin/worlds", Access.OPERATE, "Has a world computed.", this::ask),
                Endpoint.get(
                        "/admin/worlds/{world}",
                        Access.OPERATE,
                        "What a world has come to: its differences counted, and what could not be decided again.",
                        this::one),
                Endpoint.delete("/admin/worlds/{world}", Access.OPERATE, "Has a world dropped.", this::drop),
                Endpoint.get(
                                "/admin/worlds/{world}/differences",
                                Access.OPERATE,
                                "The decisions that are others in a world than on record, in pages.",
                                this::differences)
                        .reading(
                                Parameter.query("streams", Form.TEXT, "The stream type, or the stream."),
                                Parameter.query("command", Form.TEXT, "The name of the command."),
                                Parameter.query("change", Form.TEXT, "The kind of difference."),
                                Parameter.query(
                                        "after", Form.NUMBER, "The number of the difference after which to begin."),
                                Parameter.LIMIT),
                Endpoint.get(
                        "/admin/worlds/{world}/streams/{type}/{id}",
                        Access.OPERATE,
                        "A stream as it is in a world, and as it is on record.",
                        this::stream));
    }

    private CompletionStage<HttpResponse> all(Call call) {
        call.requireNoQuery();
        return answered(() -> {
            ObjectNode body = Answers.JSON.createObjectNode();
            ArrayNode rules = body.putArray("rules");
            worlds.rules().names().forEach(rules::add);
            ArrayNode all = body.putArray("worlds");
            worlds.answers().all().forEach(told -> all.addRawValue(new RawValue(told)));
            return Answers.ok(body);
        });
    }

    private CompletionStage<HttpResponse> ask(Call call) {
        call.requireNoQuery();
        return bodies.json(call.request().entity())
                .thenCompose(body -> answered(() -> {
                    AskedQuestion question = QuestionJson.read(new String(body, StandardCharsets.UTF_8));
                    Worlds.Asked asked = worlds.ask(question);
                    return Answers.ok(asked.told())
                            .withStatus(202)
                            .addHeader(RawHeader.create("Location", "/admin/worlds/" + asked.number()));
                }));
    }

    private CompletionStage<HttpResponse> one(Call call) {
        call.requireNoQuery();
        long world = number(call);
        return answered(() -> Answers.ok(worlds.answers().find(world).orElseThrow(() -> unknown(world))));
    }

    private CompletionStage<HttpResponse> drop(Call call) {
        call.requireNoQuery();
        long world = number(call);
        return answered(() -> {
            if (!worlds.drop(world)) {
                throw unknown(world);
            }
            return HttpResponse.create().withStatus(204);
        });
    }

    private CompletionStage<HttpResponse> differences(Call call) {
        QueryParameters query = call.query();
        long world = number(call);
        Optional<Selection> streams = query.text("streams").map(WorldEndpoints::selection);
        var choice = new DifferenceTable.Choice(
                streams.flatMap(Selection::type),
                streams.flatMap(Selection::id),
                query.text("command"),
                query.text("change"));
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = query.limit();
        return answered(() -> {
            List<DifferenceTable.Found> found =
                    worlds.answers().differences(world, choice, after, limit).orElseThrow(() -> unknown(world));
            ObjectNode body = Answers.JSON.createObjectNode();
            ArrayNode all = body.putArray("differences");
            found.forEach(each -> all.addRawValue(new RawValue(each.body())));
            if (found.size() == limit) {
                body.put(
                        "next",
                        Answers.next(
                                call.request().getUri(),
                                Long.toString(found.getLast().number())));
            }
            return Answers.ok(body);
        });
    }

    private static Selection selection(String text) {
        try {
            return Selection.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.malformed("streams: " + malformed.getMessage()));
        }
    }

    private CompletionStage<HttpResponse> stream(Call call) {
        call.requireNoQuery();
        long world = number(call);
        StreamId stream;
        try {
            stream = new StreamId(call.path("type"), call.path("id"));
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problem.malformed("stream: " + unusable.getMessage()));
        }
        return answered(() -> {
            if (worlds.answers().find(world).isEmpty()) {
                throw unknown(world);
            }
            return Answers.ok(document(worlds.answers().stream(world, stream)
                    .orElseThrow(() -> new ProblemException(
                            Problem.notFound("world " + world + " has no stream " + stream + ", or not yet")))));
        });
    }

    private static ObjectNode document(SavedStream stream) {
        ObjectNode body =
                Answers.JSON.createObjectNode().put("stream", stream.id().toString());
        write(body, stream.other());
        write(body.putObject("recorded"), stream.recorded());
        body.put("differences", stream.differences());
        if (stream.recorded().state().isPresent() && stream.other().state().isPresent()) {
            body.set(
                    "difference",
                    JsonDifference.patch(
                            stream.recorded().state().get(),
                            stream.other().state().get()));
        }
        return body;
    }

    private static void write(ObjectNode json, SavedCourse course) {
        json.put("version", course.version());
        course.state()
                .ifPresentOrElse(
                        state -> json.putRawValue("state", new RawValue(state)),
                        () -> json.put("problem", course.problem()));
    }

    private CompletionStage<HttpResponse> answered(Supplier<HttpResponse> question) {
        return worlds.inTurn(() -> {
            try {
                return question.get();
            } catch (WorldException refused) {
                return problem(refused).response();
            }
        });
    }

    static Problem problem(WorldException refused) {
        String message = String.valueOf(refused.getMessage());
        return switch (refused.kind()) {
            case UNFIT -> Problem.malformed(message);
            case FULL -> new Problem(409, "TOO_MANY_WORLDS", message);
            case UNAVAILABLE -> new Problem(503, "UNAVAILABLE", message);
        };
    }

    static long number(Call call) {
        String text = call.path("world");
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new ProblemException(Problem.notFound("a world has a number"));
        }
        return Long.parseLong(text);
    }

    static ProblemException unknown(long world) {
        return new ProblemException(Problem.notFound("there is no world " + world + ", or none any more"));
    }
}
