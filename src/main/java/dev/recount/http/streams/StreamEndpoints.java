package dev.recount.http.streams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.history.History;
import dev.recount.history.Moment;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.CloudEvents;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Circumstances;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.NextPage;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.Moments;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.StreamPaths;
import dev.recount.journal.damage.Damage;
import dev.recount.log.Knowledge;
import dev.recount.model.StreamId;
import dev.recount.stream.StateReply;
import dev.recount.stream.pekko.Streams;
import dev.recount.subscription.CircumstanceFilter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** One stream at a time: state and events; and the ids of a type's streams. */
public final class StreamEndpoints implements Endpoints {

    private final StreamPaths paths;
    private final Streams streams;
    private final History history;

    public StreamEndpoints(StreamPaths paths, Streams streams, History history) {
        this.paths = paths;
        this.streams = streams;
        this.history = history;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/streams/{type}", Right.READ, "The ids of the streams of a type, in pages.", this::ids)
                        .reading(
                                Parameter.query("prefix", Form.TEXT, "What the ids begin with."),
                                Parameter.query("after", Form.TEXT, "The id after which the page begins."),
                                Parameter.LIMIT)
                        .selective()
                        .ofPresentUnless(),
                Endpoint.get(
                                "/streams/{type}/{id}",
                                Right.READ,
                                "The state of a stream, now or at a point of its past.",
                                this::state)
                        .reading(
                                Parameter.query(
                                        "version", Form.NUMBER, "The version after which the state is asked for."),
                                Parameter.query("at", Form.TIME, "The time as of which the state is asked for."),
                                Parameter.KNOWN)
                        .ofPresentUnless("version", "at", Parameter.KNOWN.name())
                        .onRecordIfPersonal(),
                Endpoint.get(
                                "/streams/{type}/{id}/events",
                                Right.READ,
                                "The events of a stream, in pages.",
                                this::events)
                        .reading(
                                Parameter.query("after", Form.NUMBER, "The version after which the page begins."),
                                Parameter.LIMIT,
                                Parameter.KNOWN,
                                Parameter.query(
                                        "original", Form.TEXT, "true, for the data of corrected events as recorded."))
                        .reading(Circumstances.parameters(paths.codecs()))
                        .onRecordIfPersonal());
    }

    private StreamId stream(Call call) {
        return paths.stream(call.path("type"), call.path("id"));
    }

    private CompletionStage<HttpResponse> state(Call call) {
        StreamId stream = stream(call);
        QueryParameters query = call.query();
        Optional<Moment> moment = Moments.read(query, "version", "at", 1);
        CompletionStage<StateReply> reply = moment.isPresent() || query.has("known")
                ? history.stateAt(stream, moment.orElse(Moment.Latest.INSTANCE), Moments.known(query, "known"))
                : streams.read(stream);
        return reply.thenApply(Answers::of);
    }

    private CompletionStage<HttpResponse> events(Call call) {
        StreamId stream = stream(call);
        QueryParameters query = call.query();
        long after = query.number("after", 0, Long.MAX_VALUE - 1, 0);
        int limit = query.limit();
        Knowledge known = Moments.known(query, "known");
        boolean original = query.flag("original");
        return new StreamPages(history, paths.codecs().reader(), Circumstances.of(query), known)
                .read(stream, after, limit)
                .thenCompose(page -> page.entries().isEmpty()
                        ? noEvents(call, stream, page)
                        : CompletableFuture.completedStage(events(call, stream, page, original)));
    }

    /** Tells a stream that has no such event after a version from one that has no event at all. */
    private CompletionStage<HttpResponse> noEvents(Call call, StreamId stream, StreamPages.Page page) {
        if (!page.atEnd()) {
            return CompletableFuture.completedStage(events(call, stream, page, false));
        }
        requireNothingLost(stream, page.atEnd());
        return history.events(stream, 1, 1, Knowledge.Recorded.INSTANCE)
                .thenApply(first -> first.entries().isEmpty()
                        ? Answers.noSuchStream(stream).response()
                        : events(call, stream, page, false));
    }

    private HttpResponse events(Call call, StreamId stream, StreamPages.Page page, boolean original) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("stream", stream.toString());
        ArrayNode events = body.putArray("events");
        page.entries()
                .forEach(entry ->
                        events.addAll(CloudEvents.of(entry, paths.codecs().reader(), original)));
        requireNothingLost(stream, page.atEnd());
        if (!page.atEnd()) {
            body.put("next", Answers.next(call.request().getUri(), Long.toString(page.reached())));
        }
        return Answers.ok(body);
    }

    /** The end of a damaged stream may not be its true one. */
    private void requireNothingLost(StreamId stream, boolean atEnd) {
        Optional<Damage> damage = paths.codecs().reader().damaged().of(stream);
        if (atEnd && damage.isPresent()) {
            throw new ProblemException(
                    new Problem(500, "STREAM_DAMAGED", damage.get().problem()));
        }
    }

    private CompletionStage<HttpResponse> ids(Call call) {
        String type = call.path("type");
        QueryParameters query = call.query();
        paths.codec(type);
        int limit = query.limit();
        Optional<String> after =
                query.text("after").map(id -> StreamPaths.id("after", type, id).id());
        String prefix = query.text("prefix")
                .map(text -> StreamPaths.id("prefix", type, text).id())
                .orElse("");
        return visible(call, new Asked(type, prefix), after, limit)
                .thenApply(ids -> ids(new Asked(type, prefix), limit, ids));
    }

    /**
     * The ids that are asked for.
     *
     * @param prefix what they begin with
     */
    private record Asked(String type, String prefix) {}

    /** Reads on until there are enough that the caller may see: where a page ends is not to tell of any other. */
    private CompletionStage<List<String>> visible(Call call, Asked asked, Optional<String> after, int limit) {
        int read = call.permissions().permitAllStreams(Right.READ) ? limit : QueryParameters.MOST;
        return history.streams(asked.type, asked.prefix, after, read).thenCompose(ids -> {
            List<String> seen = ids.stream()
                    .filter(id -> call.streams().test(new StreamId(asked.type, id)))
                    .limit(limit)
                    .toList();
            return seen.size() == limit || ids.size() < read
                    ? CompletableFuture.completedStage(seen)
                    : visible(call, asked, Optional.of(ids.getLast()), limit - seen.size())
                            .thenApply(more ->
                                    Stream.concat(seen.stream(), more.stream()).toList());
        });
    }

    private static HttpResponse ids(Asked asked, int limit, List<String> ids) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("type", asked.type);
        ArrayNode streams = body.putArray("streams");
        ids.forEach(streams::add);
        if (ids.size() == limit) {
            body.put(
                    "next",
                    NextPage.of("/streams/" + asked.type, ids.getLast())
                            .with("prefix", Optional.of(asked.prefix).filter(prefix -> !prefix.isEmpty()))
                            .of(CircumstanceFilter.ALL, limit));
        }
        return Answers.ok(body);
    }
}
