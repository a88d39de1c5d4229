package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.Moments;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.RequestHeaders;
import dev.recount.log.Knowledge;
import dev.recount.log.Log;
import dev.recount.model.StreamId;
import dev.recount.model.view.Visibility;
import dev.recount.view.Views;
import dev.recount.view.query.Question;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewAnswer;
import dev.recount.world.Worlds;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The rows of views: those that a query asks for, or one by its key. */
public final class ViewEndpoints implements Endpoints {

    private static final Problem NO_SUCH_EVENT = Problem.malformed("Recount-After: there is no such event");

    private final Views views;
    private final Worlds worlds;
    private final RequestHeaders headers;
    private final KnownRows knownRows;

    public ViewEndpoints(Views views, Worlds worlds, Log log, RequestHeaders headers) {
        this.views = views;
        this.worlds = worlds;
        this.headers = headers;
        this.knownRows = new KnownRows(worlds, log);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/views",
                                Right.QUERY,
                                "The views and their fields.",
                                call -> CompletableFuture.completedStage(list(call)))
                        .selective(),
                Endpoint.get(
                                "/views/{view}",
                                Right.QUERY,
                                "The rows of a view that a query asks for, in pages.",
                                call -> rows(call, List.of()))
                        .reading(Questions.PARAMETERS)
                        .reading(Parameter.KNOWN)
                        .reading(Parameter.header(
                                "Recount-After", "The token of an event that the answer must have seen."))
                        .onRecordIfPersonal(),
                Endpoint.get(
                                "/views/{view}/{key...}",
                                Right.QUERY,
                                "The row of a key.",
                                call -> rows(call, call.rest()))
                        .reading(
                                Parameter.query("at", Form.TIME, "The time as of which the rows are asked for."),
                                Parameter.KNOWN,
                                Parameter.header(
                                        "Recount-After", "The token of an event that the answer must have seen."))
                        .onRecordIfPersonal());
    }

    private HttpResponse list(Call call) {
        call.requireNoQuery();
        ObjectNode body = Answers.JSON.createObjectNode();
        ArrayNode list = body.putArray("views");
        for (String name : views.names()) {
            if (call.permissions().rows(name).isEmpty()) {
                continue;
            }
            Shape shape = views.shape(name).orElseThrow();
            ObjectNode view = list.addObject().put("view", name).put("history", shape.history());
            shape.key().forEach(view.putArray("key")::add);
            ObjectNode fields = view.putObject("fields");
            shape.columns().forEach(column -> fields.put(column.name(), column.form()));
        }
        return Answers.ok(body);
    }

    CompletionStage<HttpResponse> rows(Call call, List<String> key) {
        String view = call.path("view");
        HttpRequest request = call.request();
        Shape today = views.shape(view)
                .orElseThrow(() ->
                        new ProblemException(Problem.notFound("there is no view " + CommandBody.shortened(view))));
        Visibility visible = call.permissions().rows(view).orElseThrow();
        if (key.isEmpty()) {
            Question.OfRows asked = Questions.ofRows(request, visible);
            MaskedFields.requireNone(call, asked, today.personal());
            return ask(
                    call, asked, (head, answer) -> ViewAnswers.page(head, request.getUri(), today.personal(), answer));
        } else if (key.size() != today.key().size()) {
            throw new ProblemException(Problem.notFound(
                    "a row of " + view + " is found at /views/" + view + "/{" + String.join("}/{", today.key()) + "}"));
        }
        return ask(
                call,
                Questions.ofRow(key, request, visible),
                (head, answer) -> ViewAnswers.row(head, key, today.personal(), answer));
    }

    private CompletionStage<HttpResponse> ask(
            Call call, Question question, BiFunction<ObjectNode, ViewAnswer, HttpResponse> response) {
        String view = call.path("view");
        QueryParameters parameters = QueryParameters.ofAnyName(call.request());
        Knowledge known = Moments.known(parameters, "known");
        if (known == Knowledge.Today.INSTANCE) {
            return askToday(call, question, response);
        } else if (headers.after(call.request()).isPresent()) {
            throw new ProblemException(
                    Problem.malformed("Recount-After: what was known then has no need to wait for an event"));
        }
        return worlds.inTurn(() -> worlds.known().isAsToday(views.streamTypes(view), known))
                .thenCompose(isAsToday -> {
                    if (isAsToday) {
                        return askToday(call, question, response);
                    }
                    Gate.requireGiven(Right.PREVIEW, call.known()); // what has to be computed is a world
                    return knownRows.answer(
                            new KnownRows.Asked(view, known, question, parameters.has("after")), response);
                });
    }

    /** Whether there is an event, and how many a stream has, is not to be found out by who may not see the stream. */
    private Optional<Views.Token> after(Call call) {
        Optional<Views.Token> after = headers.after(call.request());
        boolean isAllSeen = call.permissions()
                .rows(call.path("view"))
                .filter(Visibility::areAll)
                .isPresent();
        if (after.filter(token -> !isAllSeen && !isSeen(token.stream(), call)).isPresent()) {
            throw new ProblemException(NO_SUCH_EVENT);
        }
        return after;
    }

    private static boolean isSeen(StreamId stream, Call call) {
        return call.permissions().permit(Right.READ, stream)
                || call.permissions().permit(Right.WRITE, stream);
    }

    private CompletionStage<HttpResponse> askToday(
            Call call, Question question, BiFunction<ObjectNode, ViewAnswer, HttpResponse> response) {
        String view = call.path("view");
        return views.query(view, after(call), question).thenApply(outcome -> switch (outcome) {
            case Views.Outcome.Answered(var answer) -> response.apply(head(view, answer), answer);
            case Views.Outcome.Unfit(var problem) -> Problem.malformed(problem).response();
            case Views.Outcome.NotBuilt() -> ViewAnswers.notBuilt(view);
            case Views.Outcome.Behind() ->
                new Problem(503, "VIEW_BEHIND", "the view " + view + " has not seen this event yet; ask again")
                        .response();
            case Views.Outcome.NoSuchEvent() -> NO_SUCH_EVENT.response();
        });
    }

    private ObjectNode head(String view, ViewAnswer answer) {
        ObjectNode head = Answers.JSON
                .createObjectNode()
                .put("view", view)
                .put("position", answer.position().toString())
                .put("behind", views.behind(answer.position()));
        answer.uncorrected().ifPresent(position -> head.put("uncorrectedSince", position.toString()));
        return head;
    }
}
