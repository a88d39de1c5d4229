package dev.recount.http.worlds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.access.Right;
import dev.recount.history.JsonDifference;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;
import dev.recount.model.StreamId;
import dev.recount.replay.world.WorldQuestion.Selection;
import dev.recount.replay.world.course.SavedCourse;
import dev.recount.replay.world.course.SavedStream;
import dev.recount.world.Worlds;
import dev.recount.world.table.DifferenceTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The decisions and streams of a world, beside those on record. */
public final class WorldStreamEndpoints implements Endpoints {

    private final Worlds worlds;

    public WorldStreamEndpoints(Worlds worlds) {
        this.worlds = worlds;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/admin/worlds/{world}/differences",
                                Right.PREVIEW,
                                "The decisions that are others in a world than on record, in pages.",
                                this::differences)
                        .reading(
                                Parameter.query("streams", Form.TEXT, "The stream type, or the stream."),
                                Parameter.query("command", Form.TEXT, "The name of the command."),
                                Parameter.query("change", Form.TEXT, "The kind of difference."),
                                Parameter.query(
                                        "after", Form.NUMBER, "The number of the difference after which to begin."),
                                Parameter.LIMIT)
                        .onRecordIfPersonal(),
                Endpoint.get(
                                "/admin/worlds/{world}/streams/{type}/{id}",
                                Right.PREVIEW,
                                "A stream as it is in a world, and as it is on record.",
                                this::stream)
                        .onRecordIfPersonal());
    }

    private CompletionStage<HttpResponse> differences(Call call) {
        QueryParameters query = call.query();
        long world = WorldCalls.number(call);
        Optional<Selection> streams = query.text("streams").map(WorldStreamEndpoints::selection);
        var choice = new DifferenceTable.Choice(
                streams.flatMap(Selection::type),
                streams.flatMap(Selection::id),
                query.text("command"),
                query.text("change"));
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = query.limit();
        return WorldCalls.answered(worlds, () -> {
            List<DifferenceTable.Found> found = worlds.answers()
                    .differences(world, choice, after, limit)
                    .orElseThrow(() -> WorldCalls.unknown(world));
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
        long world = WorldCalls.number(call);
        StreamId stream;
        try {
            stream = new StreamId(call.path("type"), call.path("id"));
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problem.malformed("stream: " + unusable.getMessage()));
        }
        return WorldCalls.answered(worlds, () -> {
            if (worlds.answers().find(world).isEmpty()) {
                throw WorldCalls.unknown(world);
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
}
