package dev.recount.http.events;

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
import dev.recount.http.request.QueryParameters;
import dev.recount.log.Log;
import dev.recount.log.position.Position;
import dev.recount.timeline.Density;
import dev.recount.timeline.Mark;
import dev.recount.timeline.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code GET /log/timeline}: how many events happened when, and what of it is worth a mark. What it tells is of all
 * streams.
 *
 * @param executor runs what waits for the database
 */
public record TimelineEndpoint(Timeline timeline, Log log, Executor executor) implements Endpoints {

    private static final int FEWEST = 10;
    private static final int MOST = 1_000;
    private static final int OTHERWISE = 200;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/log/timeline",
                        Right.SUBSCRIBE,
                        "How many events of the log happened when, with marks for what changed how they are to be read.",
                        this::answer)
                .reading(
                        Parameter.query("from", Form.TIME, "The beginning; a day stands for its beginning."),
                        Parameter.query("to", Form.TIME, "The end; a day stands for its end."),
                        Parameter.query(
                                "buckets",
                                Form.NUMBER,
                                "The most parts of the time, 10 to 1,000, of which none is shorter than a minute.")));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        QueryParameters query = call.query();
        Optional<Instant> from = query.has("from") ? within("from", query.timeFrom("from")) : Optional.empty();
        Optional<Instant> to = query.has("to") ? within("to", query.time("to")) : Optional.empty();
        int buckets = (int) query.number("buckets", FEWEST, MOST, OTHERWISE);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new ProblemException(Problem.malformed("from: is after to"));
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    Position counted = timeline.position();
                    ObjectNode body = timeline.density(from, to, buckets)
                            .map(TimelineEndpoint::of)
                            .orElseGet(TimelineEndpoint::nothing);
                    body.put("position", counted.toString());
                    body.put("behind", counted.numbersTo(log.head()));
                    return Answers.ok(body);
                },
                executor);
    }

    private static Optional<Instant> within(String parameter, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new ProblemException(Problem.malformed(parameter + ": must be within the years 1 to 9999"));
        }
        return Optional.of(time);
    }

    private static ObjectNode nothing() {
        ObjectNode body = Answers.JSON.createObjectNode();
        for (String time : List.of("from", "to", "first", "last")) {
            body.putNull(time);
        }
        body.put("events", 0);
        body.putNull("seconds");
        body.putArray("buckets");
        body.putArray("marks");
        return body.put("marksLeftOut", 0);
    }

    private static ObjectNode of(Density density) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("from", density.span().from().toString());
        body.put("to", density.span().to().toString());
        body.put("first", density.first().toString());
        body.put("last", density.last().toString());
        body.put("events", density.events());
        body.put("seconds", density.span().seconds());
        ArrayNode buckets = body.putArray("buckets");
        for (int part = 0; part < density.buckets().size(); part++) {
            buckets.addObject()
                    .put("from", density.span().start(part).toString())
                    .put("events", density.buckets().get(part));
        }
        ArrayNode marks = body.putArray("marks");
        density.marks().forEach(mark -> marks.add(of(mark)));
        return body.put("marksLeftOut", density.marksLeftOut());
    }

    private static ObjectNode of(Mark mark) {
        ObjectNode told = Answers.JSON
                .createObjectNode()
                .put("time", mark.time().toString())
                .put("kind", mark.kind().name());
        mark.event()
                .ifPresent(
                        event -> told.put("stream", event.stream().toString()).put("version", event.version()));
        return told.put("text", mark.text()).put("count", mark.count());
    }
}
