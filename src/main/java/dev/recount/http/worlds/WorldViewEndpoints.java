package dev.recount.http.worlds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.views.MaskedFields;
import dev.recount.http.views.Questions;
import dev.recount.http.views.ViewAnswers;
import dev.recount.model.view.Visibility;
import dev.recount.view.query.Question;
import dev.recount.view.query.UnfitQuestionException;
import dev.recount.view.search.RowDifferences;
import dev.recount.world.WorldException;
import dev.recount.world.WorldView;
import dev.recount.world.Worlds;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The views of worlds, which are asked as those that are served, and held against what is on record. */
public final class WorldViewEndpoints implements Endpoints {

    private static final String PATH = "/admin/worlds/{world}/views/{view}";

    private final Worlds worlds;

    public WorldViewEndpoints(Worlds worlds) {
        this.worlds = worlds;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, Right.PREVIEW, "The rows of a world's view that a query asks for.", this::rows)
                        .reading(Questions.PARAMETERS)
                        .onRecordIfPersonal(),
                Endpoint.get(
                                PATH + "/difference",
                                Right.PREVIEW,
                                "The rows of a world's view that are others than on record, by their keys, in pages.",
                                this::difference)
                        .reading(Parameter.LIMIT, Questions.AFTER)
                        .onRecordIfPersonal(),
                Endpoint.get(PATH + "/rows/{key...}", Right.PREVIEW, "The row of a key in a world.", this::row)
                        .reading(Parameter.query("at", Form.TIME, "The time as of which the row is asked for."))
                        .onRecordIfPersonal());
    }

    private static Visibility visible(Call call) {
        return call.permissions().visible(call.path("view"));
    }

    private CompletionStage<HttpResponse> rows(Call call) {
        Question question = Questions.ofRows(call.request(), visible(call));
        return answered(call, view -> {
            MaskedFields.requireNone(call, question, personal(view));
            var answer = worlds.answers().answer(view, question);
            return ViewAnswers.page(head(view), call.request().getUri(), personal(view), answer);
        });
    }

    private CompletionStage<HttpResponse> row(Call call) {
        Question question = Questions.ofRow(call.rest(), call.request(), visible(call));
        return answered(
                call,
                view -> ViewAnswers.row(
                        head(view),
                        call.rest(),
                        personal(view),
                        worlds.answers().answer(view, question)));
    }

    private CompletionStage<HttpResponse> difference(Call call) {
        Question question = Questions.ofRows(call.request(), visible(call));
        return answered(call, view -> {
            MaskedFields.requireNone(call, question, personal(view));
            RowDifferences found = worlds.answers().difference(view, question);
            ObjectNode body = head(view);
            ArrayNode rows = body.putArray("rows");
            for (RowDifferences.Pair pair : found.rows()) {
                ObjectNode both = rows.addObject();
                pair.one()
                        .ifPresent(row ->
                                ViewAnswers.write(both.putObject("recorded"), found.columns(), personal(view), row));
                pair.other()
                        .ifPresent(row ->
                                ViewAnswers.write(both.putObject("other"), found.columns(), personal(view), row));
            }
            found.next()
                    .ifPresent(cursor ->
                            body.put("next", Answers.next(call.request().getUri(), cursor)));
            return Answers.ok(body);
        });
    }

    /** What is personal under the rules that are served is so in each world. */
    private static Set<String> personal(WorldView view) {
        return Stream.concat(Stream.of(view.other()), view.recorded().stream())
                .flatMap(tables -> tables.shape().personal().stream())
                .collect(Collectors.toSet());
    }

    private static ObjectNode head(WorldView view) {
        return Answers.JSON
                .createObjectNode()
                .put("world", view.world())
                .put("view", view.other().view())
                .put("position", view.position().toString());
    }

    private CompletionStage<HttpResponse> answered(Call call, Function<WorldView, HttpResponse> question) {
        long world = WorldCalls.number(call);
        String view = call.path("view");
        return worlds.inTurn(() -> {
            try {
                return question.apply(worlds.answers().view(world, view).orElseThrow(() -> WorldCalls.unknown(world)));
            } catch (WorldException refused) {
                throw new ProblemException(Problem.notFound(String.valueOf(refused.getMessage())));
            } catch (UnfitQuestionException unfit) {
                return Problem.malformed(unfit.sentence()).response();
            }
        });
    }
}
