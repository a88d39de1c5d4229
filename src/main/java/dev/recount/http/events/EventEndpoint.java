package dev.recount.http.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.CloudEvents;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.caller.Callers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Circumstances;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.NextPage;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.log.Log;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.subscription.Bookmark;
import dev.recount.subscription.EventFilter;
import dev.recount.subscription.EventPages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.MediaType;
import org.apache.pekko.http.scaladsl.server.MediaTypeNegotiator;

/** {@code GET /events}: the log, in pages, or as it grows for those who accept Server-Sent Events. */
public final class EventEndpoint implements Endpoints {

    private static final MediaType EVENT_STREAM = (MediaType) MediaTypes.TEXT_EVENT_STREAM;
    private static final MediaType JSON = (MediaType) MediaTypes.APPLICATION_JSON;

    private final StreamPaths paths;
    private final Log log;
    private final RequestHeaders headers;
    private final Callers callers;
    private final Duration heartbeat;
    private final EventPages pages;
    private final Subscriptions subscriptions;

    public EventEndpoint(
            StreamPaths paths,
            Log log,
            RequestHeaders headers,
            Callers callers,
            HttpSettings.Subscriptions settings,
            StreamingAnswers answers) {
        this.paths = paths;
        this.log = log;
        this.headers = headers;
        this.callers = callers;
        this.heartbeat = settings.heartbeatInterval();
        this.pages = new EventPages(log);
        this.subscriptions = new Subscriptions(log, settings, answers);
    }

    /** Returns the number of subscriptions that are open. */
    public int subscriptions() {
        return subscriptions.open();
    }

    /**
     * Returns how many events of the log come after what the slowest of the open subscriptions has read, by their
     * numbers.
     */
    public long subscriptionLag() {
        return subscriptions.lag();
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/events",
                        Right.SUBSCRIBE,
                        "The log, in pages, or as it grows where Server-Sent Events are accepted.",
                        this::answer)
                .reading(
                        Parameter.query(
                                "after", Form.TEXT, "The position after which the page begins; start or head also do."),
                        Parameter.query("type", Form.TEXT, "Stream types, separated by commas."),
                        Parameter.query("stream", Form.TEXT, "One stream."),
                        Parameter.query("subject", Form.TEXT, "The person whose data they hold, as type/id."),
                        Parameter.query("event", Form.TEXT, "Types of events, separated by commas."),
                        Parameter.query(
                                EventQuery.DELETED,
                                Form.TEXT,
                                "skip to leave out events that were deleted from the archive, at which it fails else."),
                        Parameter.LIMIT,
                        Parameter.header(
                                "Last-Event-ID", "The last event that the reader has seen, where events are streamed."))
                .reading(Circumstances.parameters(paths.codecs()))
                .selective()
                .onRecordIfPersonal());
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        return wantsEventStream(call.request()) ? subscribe(call) : page(call);
    }

    /**
     * A subscription is for those who name its form and do not like JSON better; to whom all is the same, a page is
     * answered.
     */
    private static boolean wantsEventStream(HttpRequest request) {
        var accepted = new MediaTypeNegotiator(((org.apache.pekko.http.scaladsl.model.HttpRequest) request).headers());
        float quality = accepted.qValueFor(EVENT_STREAM);
        return quality > 0
                && quality >= accepted.qValueFor(JSON)
                && accepted.acceptedMediaRanges().exists(range -> range.matches(EVENT_STREAM) && !range.matches(JSON));
    }

    private CompletionStage<HttpResponse> subscribe(Call call) {
        QueryParameters parameters = call.query();
        if (parameters.has("limit")) {
            throw new ProblemException(Problem.malformed("limit: is for pages; events that are streamed have no end"));
        }
        var query = new EventQuery(parameters, paths, call.streams());
        EventFilter filter = query.filter();
        CompletionStage<Bookmark> after = headers.lastEventId(call.request())
                .map(id -> EventQuery.position("Last-Event-ID", id, log))
                .orElseGet(() -> query.after(log));
        return subscriptions
                .follow(
                        after,
                        new Subscriptions.Wanted(filter, call.personalStreams()),
                        callers.whileKnown(call.request(), call.known(), heartbeat))
                .thenApply(events -> HttpResponse.create()
                        // A proxy that gathers an answer before it passes it on would hold events back.
                        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
                        .withEntity(HttpEntities.createChunked(MediaTypes.TEXT_EVENT_STREAM.toContentType(), events)));
    }

    private CompletionStage<HttpResponse> page(Call call) {
        QueryParameters parameters = call.query();
        var query = new EventQuery(parameters, paths, call.streams());
        EventFilter filter = query.filter();
        int limit = parameters.limit();
        return query.after(log)
                .thenCompose(after -> pages.read(after, filter, limit))
                .thenApply(page -> page(call, page, filter, limit));
    }

    private static HttpResponse page(Call call, EventPages.Page page, EventFilter filter, int limit) {
        ObjectNode body = Answers.JSON.createObjectNode();
        ArrayNode events = body.putArray("events");
        page.events().forEach(event -> events.addRawValue(call.told(event.id().stream(), CloudEvents.of(event))));
        body.put("head", page.isHead());
        body.put("next", next(page.reached(), filter, limit));
        return Answers.ok(body);
    }

    private static String next(Bookmark reached, EventFilter filter, int limit) {
        return NextPage.of("/events", reached)
                .with("type", filter.types())
                .with("stream", filter.stream().map(StreamId::toString))
                .with("subject", filter.subject().map(Subject::toString))
                .with("event", filter.events())
                .with(EventQuery.DELETED, filter.skipsDeleted() ? List.of(EventQuery.SKIP) : List.of())
                .of(filter.circumstances(), limit);
    }
}
