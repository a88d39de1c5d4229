package dev.recount.http.handlers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.handler.HandlerStatus;
import dev.recount.handler.store.Pending;
import dev.recount.handler.store.PendingQueue.Listed;
import dev.recount.handler.store.TimerPlace;
import dev.recount.handler.store.Work;
import dev.recount.http.answer.Answers;
import dev.recount.http.endpoint.Call;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.function.Predicate;

/** Handlers and their work as JSON. */
final class HandlerAnswers {

    private HandlerAnswers() {}

    static ObjectNode of(HandlerStatus status) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("handler", status.name());
        body.put("state", status.state().name());
        body.put("position", status.position().toString());
        body.set("lag", Answers.of(status.lag()));
        body.put("pending", status.counts().pending());
        body.put("parked", status.counts().parked());
        status.counts().lastError().ifPresent(error -> body.put("lastError", error));
        return body;
    }

    /**
     * Returns a page of work that is still to be done.
     *
     * @param told the streams that may be told of
     */
    static ObjectNode page(String handler, List<Listed> page, Predicate<StreamId> told, int limit) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("handler", handler);
        ArrayNode parked = body.putArray("parked");
        page.stream().filter(each -> told.test(each.pending().work().stream())).forEach(each -> parked.add(of(each)));
        if (page.size() == limit) {
            long last = page.getLast().pending().id();
            body.put("next", "/admin/handlers/" + handler + "/parked?after=" + last + "&limit=" + limit);
        }
        return body;
    }

    /** Returns a page of timers. */
    static ObjectNode timers(String handler, List<Work.Timer> page, Call call, int limit) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("handler", handler);
        ArrayNode timers = body.putArray("timers");
        page.forEach(timer -> timers.addObject()
                .put("stream", timer.stream().toString())
                .put("timer", timer.name())
                .put("due", timer.due().toString())
                .put("version", timer.version()));
        if (page.size() == limit) {
            body.put(
                    "next",
                    Answers.next(
                            call.request().getUri(),
                            TimerPlace.of(page.getLast()).toString()));
        }
        return body;
    }

    private static ObjectNode of(Listed listed) {
        Pending pending = listed.pending();
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("id", pending.id());
        body.put("stream", pending.work().stream().toString());
        switch (pending.work()) {
            case Work.Event event -> body.put("version", event.version()).put("type", event.type());
            case Work.Timer timer ->
                body.put("timer", timer.name()).put("due", timer.due().toString());
        }
        body.put("state", state(listed));
        body.put("attempts", pending.attempts());
        pending.nextAttempt().ifPresent(next -> body.put("nextAttempt", next.toString()));
        pending.error().ifPresent(error -> body.put("error", error));
        body.put("since", pending.since().toString());
        return body;
    }

    private static String state(Listed listed) {
        if (!listed.first()) {
            return "WAITING";
        }
        return listed.pending().parked() ? "PARKED" : "RETRYING";
    }
}
