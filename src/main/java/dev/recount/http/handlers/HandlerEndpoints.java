package dev.recount.http.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.handler.HandlerControls;
import dev.recount.handler.HandlerStatus;
import dev.recount.handler.Handlers;
import dev.recount.handler.store.TimerPlace;
import dev.recount.handler.store.Work;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Inquiry;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoint.Handling;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.StreamPaths;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tells how handlers stand, and lets operators see to what they could not do. */
public final class HandlerEndpoints implements Endpoints {

    /** The threads that ask handlers, which may wait for the database, or for a reaction that runs. */
    private static final Executor BLOCKING = task -> Thread.ofVirtual().start(task);

    private final Handlers handlers;

    public HandlerEndpoints(Handlers handlers) {
        this.handlers = handlers;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/admin/handlers", Right.OPERATE, "The handlers and how they stand.", this::all),
                Endpoint.get("/admin/handlers/{handler}", Right.OPERATE, "One handler.", unasked(this::status)),
                Endpoint.post(
                                "/admin/handlers/{handler}/pause",
                                Right.OPERATE,
                                "Has a handler rest.",
                                unasked(call -> changed(call, HandlerControls::pause)))
                        .onRecord(),
                Endpoint.post(
                                "/admin/handlers/{handler}/resume",
                                Right.OPERATE,
                                "Has a handler go on.",
                                unasked(call -> changed(call, HandlerControls::resume)))
                        .onRecord(),
                Endpoint.get(
                                "/admin/handlers/{handler}/parked",
                                Right.OPERATE,
                                "The work that a handler has still to do, in pages.",
                                blocking(this::parked))
                        .reading(
                                Parameter.query("after", Form.NUMBER, "The entry after which the page begins."),
                                Parameter.LIMIT),
                Endpoint.get(
                                "/admin/handlers/{handler}/timers",
                                Right.OPERATE,
                                "The timers that a handler has set, in the order in which they are due, in pages.",
                                blocking(this::timers))
                        .reading(
                                Parameter.query(
                                        "after",
                                        Form.TEXT,
                                        "The place after which the page begins, as a page gave it."),
                                Parameter.LIMIT),
                Endpoint.post(
                                "/admin/handlers/{handler}/parked/{type}/{id}/retry",
                                Right.OPERATE,
                                "Has a handler try again what is parked for a stream.",
                                unasked(this::retry))
                        .onRecord(),
                Endpoint.post(
                                "/admin/handlers/{handler}/parked/{type}/{id}/drop",
                                Right.OPERATE,
                                "Gives up the first entry of what is parked for a stream.",
                                blocking(this::drop))
                        .reading(Parameter.query("id", Form.NUMBER, "The entry to drop, which has to be the first."))
                        .onRecord());
    }

    private static Handling blocking(Function<Call, ObjectNode> body) {
        return call ->
                CompletableFuture.supplyAsync(() -> body.apply(call), BLOCKING).thenApply(Answers::ok);
    }

    private static Handling unasked(Function<Call, ObjectNode> body) {
        return blocking(call -> {
            call.requireNoQuery();
            return body.apply(call);
        });
    }

    private CompletionStage<HttpResponse> all(Call call) {
        call.requireNoQuery();
        var inquiry = new Inquiry<HandlerStatus>("handler", HandlerAnswers::of);
        handlers.all().forEach(handler -> inquiry.ask(handler.name(), handler.look()));
        return inquiry.answer("handlers");
    }

    private ObjectNode status(Call call) {
        return HandlerAnswers.of(handler(call).status());
    }

    private interface Change {
        HandlerStatus of(HandlerControls handler);
    }

    private ObjectNode changed(Call call, Change change) {
        HandlerControls handler = handler(call);
        return HandlerAnswers.of(change.of(handler));
    }

    private ObjectNode parked(Call call) {
        HandlerControls handler = handler(call);
        QueryParameters query = call.query();
        int limit = query.limit();
        return HandlerAnswers.page(
                handler.name(),
                handler.pending(query.number("after", 0, Long.MAX_VALUE, 0), limit),
                call.streams(),
                limit);
    }

    private ObjectNode timers(Call call) {
        HandlerControls handler = handler(call);
        QueryParameters query = call.query();
        int limit = query.limit();
        TimerPlace after = query.text("after").map(HandlerEndpoints::place).orElse(TimerPlace.START);
        return HandlerAnswers.timers(handler.name(), told(handler, after, limit, call.streams()), call, limit);
    }

    /** Reads on until there are enough that may be told of: where a page ends is not to tell of any other. */
    private static List<Work.Timer> told(
            HandlerControls handler, TimerPlace after, int limit, Predicate<StreamId> told) {
        var found = new ArrayList<Work.Timer>();
        TimerPlace place = after;
        List<Work.Timer> page;
        do {
            page = handler.timers(place, QueryParameters.MOST);
            page.stream()
                    .filter(timer -> told.test(timer.stream()))
                    .limit((long) limit - found.size())
                    .forEach(found::add);
            place = page.isEmpty() ? place : TimerPlace.of(page.getLast());
        } while (found.size() < limit && page.size() == QueryParameters.MOST);
        return found;
    }

    private static TimerPlace place(String text) {
        try {
            return TimerPlace.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.malformed("after: " + malformed.getMessage()));
        }
    }

    private ObjectNode retry(Call call) {
        HandlerControls handler = handler(call);
        StreamId stream = stream(call);
        if (!handler.retry(stream)) {
            throw nothingPending(handler, stream);
        }
        return HandlerAnswers.of(handler.status());
    }

    private ObjectNode drop(Call call) {
        HandlerControls handler = handler(call);
        StreamId stream = stream(call);
        QueryParameters query = call.query();
        if (!query.has("id")) {
            throw new ProblemException(Problem.malformed("id: say which entry of the list of what is parked to drop"));
        }
        long id = query.number("id", 1, Long.MAX_VALUE, 0);
        if (!handler.drop(stream, id)) {
            throw new ProblemException(new Problem(
                    409,
                    "NOT_FIRST",
                    "entry " + id + " is not, or no longer, the first that is pending for " + stream));
        }
        return HandlerAnswers.of(handler.status());
    }

    private static ProblemException nothingPending(HandlerControls handler, StreamId stream) {
        return new ProblemException(
                Problem.notFound("handler " + handler.name() + " has nothing pending for " + stream));
    }

    private HandlerControls handler(Call call) {
        String name = call.path("handler");
        return handlers.find(name)
                .orElseThrow(() ->
                        new ProblemException(Problem.notFound("there is no handler " + CommandBody.shortened(name))));
    }

    private static StreamId stream(Call call) {
        return StreamPaths.id("path", call.path("type"), call.path("id"));
    }
}
