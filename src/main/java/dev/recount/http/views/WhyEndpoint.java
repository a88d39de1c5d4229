package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.history.CausedEvent;
import dev.recount.history.History;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.CloudEvents;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.history.CauseJson;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.Moments;
import dev.recount.http.request.QueryParameters;
import dev.recount.journal.codec.EventReader;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.model.view.Visibility;
import dev.recount.stream.Refusal;
import dev.recount.timeline.Timeline;
import dev.recount.view.Views;
import dev.recount.view.origin.OriginQuestion;
import dev.recount.view.origin.RowOrigin;
import dev.recount.view.origin.RowOrigins;
import dev.recount.view.origin.RowOrigins.Outcome;
import dev.recount.view.origin.RowStep;
import dev.recount.view.query.Column;
import dev.recount.view.query.Question;
import dev.recount.view.query.Shape;
import dev.recount.view.query.UnfitQuestionException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /views/{view}/why/{key...}}: the events and commands that made a row what it is.
 *
 * @param rows answers a key whose first part is {@code why}: it has one part more than a key of the view
 */
public record WhyEndpoint(Views views, Timeline timeline, History history, EventReader reader, ViewEndpoints rows)
        implements Endpoints {

    private static final int MOST_STEPS = 100;
    private static final int STEPS = 20;

    private static final String UNSEEN = "it was made by events of streams that the caller has not the right to read";

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/views/{view}/why/{key...}",
                        Right.QUERY,
                        "The events and commands that made a row what it is, the last one first, in pages.",
                        this::answer)
                .reading(
                        Parameter.query("at", Form.TIME, "The time as of which the row is asked for."),
                        Parameter.KNOWN,
                        Parameter.query(
                                "after", Form.TEXT, "The place after which the page begins, as a page gave it."),
                        Parameter.query("limit", Form.NUMBER, "The most changes, 1 to 100; 20 if not said."))
                .onRecordIfPersonal());
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        String view = call.path("view");
        Shape today = views.shape(view)
                .orElseThrow(() ->
                        new ProblemException(Problem.notFound("there is no view " + CommandBody.shortened(view))));
        if (call.rest().size() + 1 == today.key().size()) {
            return rows.rows(
                    call, Stream.concat(Stream.of("why"), call.rest().stream()).toList());
        }
        QueryParameters query = call.query();
        if (call.rest().size() != today.key().size()) {
            throw new ProblemException(Problem.notFound("why a row of " + view + " is what it is, is told at /views/"
                    + view + "/why/{" + String.join("}/{", today.key()) + "}"));
        }
        views.statesFollowed(view).ifPresent(type -> {
            throw new ProblemException(new Problem(409, Refusal.STATE_ALONE.name(), Refusal.stateAlone(type)));
        });
        Visibility visible = call.permissions().rows(view).orElseThrow();
        var row = new Question.OfRow(
                call.rest(), query.has("at") ? Optional.of(query.time("at")) : Optional.empty(), visible);
        var question = new OriginQuestion(row, Moments.known(query, "known"), query.text("after"), (int)
                query.number("limit", 1, MOST_STEPS, STEPS));
        return CompletableFuture.supplyAsync(() -> answer(call, question, today), history.executor());
    }

    private HttpResponse answer(Call call, OriginQuestion question, Shape today) {
        String view = call.path("view");
        RowOrigins<?> origins = views.origins(view, timeline);
        try {
            Optional<StreamId> stream = origins.stream(question);
            if (!question.isOfToday() || !today.history()) {
                stream.ifPresent(own -> requireRead(call, own));
            }
            boolean isReadable = stream.map(own -> call.permissions().permit(Right.READ, own))
                    .orElse(true);
            return switch (origins.of(question)) {
                case Outcome.Told(var origin) -> Answers.ok(told(call, question, origin, today.personal(), isReadable));
                case Outcome.NoRow() ->
                    Problem.notFound("there is no row " + String.join("/", call.rest()) + " in " + view
                                    + ", or there was none then")
                            .response();
                case Outcome.NotBuilt() -> ViewAnswers.notBuilt(view);
            };
        } catch (UnfitQuestionException unfit) {
            return Problem.malformed(unfit.sentence()).response();
        }
    }

    private static void requireRead(Call call, StreamId stream) {
        if (!call.permissions().permit(Right.READ, stream)) {
            throw new ProblemException(Gate.forbidden(call.caller(), Right.READ, stream.toString()));
        }
    }

    private ObjectNode told(
            Call call, OriginQuestion question, RowOrigin origin, Set<String> personal, boolean isReadable) {
        ObjectNode body = Answers.JSON.createObjectNode().put("view", call.path("view"));
        call.rest().forEach(body.putArray("key")::add);
        body.put("position", origin.position().toString()).put("behind", views.behind(origin.position()));
        write(body, "row", origin.columns(), personal, origin.row());
        ArrayNode steps = body.putArray("steps");
        boolean isAllSeen = isReadable;
        for (RowStep step : origin.steps()) {
            boolean isSeen = step.event()
                    .filter(event -> !call.permissions().permit(Right.READ, event.stream()))
                    .isEmpty();
            write(call, steps.addObject(), step, isSeen, question, origin.columns(), personal);
            isAllSeen &= isSeen;
        }
        body.put("complete", origin.incomplete().isEmpty() && isAllSeen);
        Optional<String> missing = isAllSeen ? origin.incomplete() : Optional.of(UNSEEN);
        missing.ifPresent(what -> body.put("incomplete", what));
        origin.next()
                .ifPresent(place -> body.put("next", Answers.next(call.request().getUri(), place)));
        return body;
    }

    private void write(
            Call call,
            ObjectNode told,
            RowStep step,
            boolean isSeen,
            OriginQuestion question,
            List<Column> columns,
            Set<String> personal) {
        told.put("time", step.time().toString());
        step.event()
                .filter(_ -> isSeen)
                .flatMap(event -> caused(event, question))
                .ifPresent(caused -> write(call, told, caused));
        write(told, "before", columns, personal, step.before());
        write(told, "after", columns, personal, step.after());
        changed(columns, step).forEach(told.putArray("changed")::add);
    }

    private Optional<CausedEvent> caused(EventId event, OriginQuestion question) {
        return history.caused(event.stream(), event.version(), question.known());
    }

    /** What is stored as one event may be several of today's. */
    private void write(Call call, ObjectNode told, CausedEvent caused) {
        StreamId stream = caused.event().stream();
        List<ObjectNode> events = CloudEvents.of(caused.event(), reader);
        if (!events.isEmpty()) {
            told.putRawValue("event", call.told(stream, events.getFirst()));
        }
        if (events.size() > 1) {
            ArrayNode more = told.putArray("more");
            events.subList(1, events.size()).forEach(event -> more.addRawValue(call.told(stream, event)));
        }
        ObjectNode cause = Answers.JSON.createObjectNode();
        Answers.add(cause, caused.header().metadata());
        caused.cause().ifPresent(command -> CauseJson.write(cause, stream, command, reader));
        told.putRawValue("cause", call.told(stream, cause));
    }

    private static void write(
            ObjectNode told,
            String name,
            List<Column> columns,
            Set<String> personal,
            Optional<List<@Nullable Object>> row) {
        if (row.isPresent()) {
            ViewAnswers.write(told.putObject(name), columns, personal, row.get());
        } else {
            told.putNull(name);
        }
    }

    private static Set<String> changed(List<Column> columns, RowStep step) {
        var changed = new TreeSet<String>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            Object before = step.before().map(row -> row.get(column)).orElse(null);
            Object after = step.after().map(row -> row.get(column)).orElse(null);
            if (columns.get(i).subjectOf().isEmpty() && !Objects.equals(before, after)) {
                changed.add(columns.get(i).name());
            }
        }
        return changed;
    }
}
