package dev.recount.http.history;

import dev.recount.access.Right;
import dev.recount.history.History;
import dev.recount.history.History.Point;
import dev.recount.history.Moment;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.Moments;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.StreamPaths;
import dev.recount.log.Knowledge;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code GET /streams/{type}/{id}/diff} and {@code GET /streams/{type}/{id}/history}. */
public final class HistoryEndpoints implements Endpoints {

    private final StreamPaths paths;
    private final History history;

    public HistoryEndpoints(StreamPaths paths, History history) {
        this.paths = paths;
        this.history = history;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/streams/{type}/{id}/diff",
                                Right.READ,
                                "The difference of a stream's states at two points of its past, as a JSON Patch.",
                                this::difference)
                        .reading(
                                Parameter.query("from", Form.NUMBER, "The version from which on."),
                                Parameter.query("to", Form.NUMBER, "The version up to which."),
                                Parameter.query("fromAt", Form.TIME, "The time from which on."),
                                Parameter.query("toAt", Form.TIME, "The time up to which."),
                                Parameter.query("fromKnown", Form.TEXT, "As of when the first state is known."),
                                Parameter.KNOWN)
                        .onRecordIfPersonal(),
                Endpoint.get(
                                "/streams/{type}/{id}/history",
                                Right.READ,
                                "The events of a stream, each with its cause and the state that it led to, in pages.",
                                this::page)
                        .reading(
                                Parameter.query("after", Form.NUMBER, "The version after which the page begins."),
                                Parameter.LIMIT,
                                Parameter.KNOWN)
                        .onRecordIfPersonal());
    }

    private StreamId stream(Call call) {
        return paths.stream(call.path("type"), call.path("id"));
    }

    private CompletionStage<HttpResponse> difference(Call call) {
        StreamId stream = stream(call);
        QueryParameters query = call.query();
        Moment to = Moments.read(query, "to", "toAt", 0).orElse(Moment.Latest.INSTANCE);
        Knowledge known = Moments.known(query, "known");
        boolean isOfKnowledge = query.has("fromKnown");
        Moment from = Moments.read(query, "from", "fromAt", 0)
                .or(() -> isOfKnowledge ? Optional.of(to) : Optional.empty())
                .orElseThrow(() -> new ProblemException(
                        Problem.malformed("from: is missing; 0 is the state before the first event")));
        Knowledge fromKnown = isOfKnowledge ? Moments.known(query, "fromKnown") : known;
        return history.difference(stream, new Point(from, fromKnown), new Point(to, known))
                .thenApply(HistoryAnswers::of);
    }

    private CompletionStage<HttpResponse> page(Call call) {
        StreamId stream = stream(call);
        QueryParameters query = call.query();
        long after = query.number("after", 0, Long.MAX_VALUE - 1, 0);
        int limit = query.limit();
        return history.page(stream, after, limit, Moments.known(query, "known"))
                .thenApply(page ->
                        HistoryAnswers.of(page, next(call), paths.codecs().reader()));
    }

    private static LongFunction<String> next(Call call) {
        return last -> Answers.next(call.request().getUri(), Long.toString(last));
    }
}
