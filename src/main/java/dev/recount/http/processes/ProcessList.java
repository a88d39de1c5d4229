package dev.recount.http.processes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.handler.HandlerControls;
import dev.recount.handler.Handlers;
import dev.recount.handler.store.Pending;
import dev.recount.handler.store.PendingQueue.Listed;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.endpoint.Call;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.views.ViewAnswers;
import dev.recount.model.StreamId;
import dev.recount.process.work.ProcessParts;
import dev.recount.view.Views;
import dev.recount.view.query.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The processes of a kind: those in a state, as their view lists them, and those that are stuck. */
record ProcessList(ProcessParts process, Views views, Handlers handlers) {

    private static final Executor BLOCKING = task -> Thread.ofVirtual().start(task);
    private static final int PENDING_AT_A_TIME = 1_000;

    /** Lists those in a state, those that have been in it the longest first; empty for all states. */
    CompletionStage<HttpResponse> inState(String state, QueryParameters query, Call call) {
        String view = process.instances().name();
        var ofState = new Question.Term("state", "status", Question.Operator.EQ, state.toUpperCase(Locale.ROOT));
        var question = new Question.OfRows(
                state.isEmpty() ? List.of() : List.of(ofState),
                List.of(new Question.Sort("since", false)),
                List.of(),
                List.of(),
                query.limit(),
                false,
                Optional.empty(),
                query.text("after"),
                call.permissions().visible(view));
        return views.query(view, Optional.empty(), question).thenApply(outcome -> switch (outcome) {
            case Views.Outcome.Answered(var answer) ->
                ViewAnswers.page(
                        head().put("view", view).put("behind", views.behind(answer.position())),
                        call.request().getUri(),
                        Set.of(),
                        answer);
            case Views.Outcome.Unfit(var problem) -> Problem.malformed(problem).response();
            case Views.Outcome.NotBuilt() -> ViewAnswers.notBuilt(view);
            case Views.Outcome.Behind(), Views.Outcome.NoSuchEvent() ->
                throw new IllegalStateException("the question named no event");
        });
    }

    private ObjectNode head() {
        return Answers.JSON.createObjectNode().put("process", process.name());
    }

    /** Lists those whose next step was given up until a person sees to it. */
    CompletionStage<HttpResponse> stuck(QueryParameters query, Call call) {
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = query.limit();
        return CompletableFuture.supplyAsync(() -> Answers.ok(stuck(after, limit, call)), BLOCKING);
    }

    private ObjectNode stuck(long after, int limit, Call call) {
        HandlerControls steps = handlers.find(process.steps().name()).orElseThrow();
        Predicate<StreamId> told = call.streams();
        List<Pending> found = new ArrayList<>();
        long last = after;
        List<Listed> page;
        do {
            page = steps.pending(last, PENDING_AT_A_TIME);
            for (Listed each : page) {
                last = each.pending().id();
                if (each.pending().parked() && told.test(each.pending().work().stream())) {
                    found.add(each.pending());
                }
                if (found.size() == limit) {
                    break;
                }
            }
        } while (found.size() < limit && page.size() == PENDING_AT_A_TIME);
        ObjectNode body = head().put("handler", steps.name());
        ArrayNode rows = body.putArray("rows");
        found.forEach(pending -> write(pending, rows.addObject()));
        if (found.size() == limit) {
            body.put("next", Answers.next(call.request().getUri(), Long.toString(last)));
        }
        return body;
    }

    private static void write(Pending pending, ObjectNode row) {
        row.put("id", pending.work().stream().id());
        row.put("status", "STUCK");
        row.put("event", pending.work().eventId());
        row.put("attempts", pending.attempts());
        pending.error().ifPresent(error -> row.put("error", error));
        row.put("since", pending.since().toString());
    }
}
