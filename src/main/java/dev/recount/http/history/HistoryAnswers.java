package dev.recount.http.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.history.Difference;
import dev.recount.history.HistoryEntry;
import dev.recount.history.HistoryPage;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.CloudEvents;
import dev.recount.journal.codec.EventReader;
import java.util.function.LongFunction;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Turns what was found in the past into responses. */
final class HistoryAnswers {

    private HistoryAnswers() {}

    static HttpResponse of(Difference difference) {
        return switch (difference) {
            case Difference.Found(var stream, var from, var to, var patch) -> {
                ObjectNode body = Answers.JSON.createObjectNode();
                body.put("stream", stream.toString());
                body.put("from", from);
                body.put("to", to);
                body.set("patch", patch);
                yield Answers.ok(body);
            }
            case Difference.NotFound(var stream) -> Answers.noSuchStream(stream).response();
            case Difference.Failed(var refused) -> Answers.problem(refused).response();
        };
    }

    static HttpResponse of(HistoryPage page, LongFunction<String> next, EventReader reader) {
        return switch (page) {
            case HistoryPage.Found found -> found(found, next, reader);
            case HistoryPage.NotFound(var stream) ->
                Answers.noSuchStream(stream).response();
            case HistoryPage.Failed(var refused) -> Answers.problem(refused).response();
        };
    }

    private static HttpResponse found(HistoryPage.Found page, LongFunction<String> next, EventReader reader) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("stream", page.stream().toString());
        ArrayNode history = body.putArray("history");
        page.entries().forEach(entry -> history.add(entry(entry, reader)));
        if (page.isFull()) {
            long last = page.entries().getLast().event().version();
            body.put("next", next.apply(last));
        }
        return Answers.ok(body);
    }

    private static ObjectNode entry(HistoryEntry entry, EventReader reader) {
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("version", entry.event().version());
        Answers.add(json, entry.header().metadata());
        json.putArray("events").addAll(CloudEvents.of(entry.event(), reader));
        entry.cause().ifPresent(cause -> CauseJson.write(json, entry.event().stream(), cause, reader));
        json.putRawValue("state", new RawValue(entry.state()));
        return json;
    }
}
