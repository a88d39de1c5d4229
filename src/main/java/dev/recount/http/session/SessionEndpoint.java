package dev.recount.http.session;

import dev.recount.access.Right;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.bulk.BulkLimits;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.request.OwnMetadata;
import dev.recount.http.request.RequestHeaders;
import dev.recount.journal.codec.Codecs;
import dev.recount.stream.pekko.Streams;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * {@code GET /session}: a session, for programs that send one command after another. It has a path of its own, as a
 * {@code GET} of {@code /streams} would be taken for a list, and so that what stands in front of the server can tell it
 * by its path from requests that end soon.
 */
public final class SessionEndpoint implements Endpoints {

    private final Session.Parts parts;
    private final SessionFrames frames;
    private final AtomicInteger open = new AtomicInteger();

    /** The parts of the server that decide on commands. */
    public record Services(Codecs codecs, Streams streams) {}

    public SessionEndpoint(Services services, RequestHeaders headers, BulkLimits limits, StreamingAnswers answers) {
        var reader = new SessionMessages(
                limits.maxLineBytes(), SystemMaterializer.get(limits.system()).materializer());
        this.parts = new Session.Parts(services.codecs, services.streams, headers, limits, answers, reader);
        this.frames = new SessionFrames(limits.system(), limits.heartbeat());
    }

    /** Returns the number of sessions that are open. */
    public int open() {
        return open.get();
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/session",
                        Right.WRITE,
                        "A session over a WebSocket, for programs that send one command after another: each message is one.",
                        call -> CompletableFuture.completedStage(open(call)))
                .reading(Parameter.header(
                        "Recount-Correlation", "The conversation that commands belong to which name none."))
                .selective());
    }

    private HttpResponse open(Call call) {
        HttpRequest request = call.request();
        call.requireNoQuery();
        OwnMetadata.anyHeader(request).ifPresent(header -> {
            throw new ProblemException(Problem.malformed(header + ": each message says that for itself, as meta"));
        });
        Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        if (upgrade.isEmpty()) {
            return upgradeRequired();
        } else if (!request.entity().isKnownEmpty()) {
            throw new ProblemException(Problem.malformed("the request for a WebSocket must have no body"));
        } else if (parts.answers().areEnding()) {
            throw new ProblemException(new Problem(503, "UNAVAILABLE", "the server stops; come again"));
        }
        var end = new SessionEnd(parts.answers());
        return frames.response(upgrade.get(), counted(new Session(parts, call, end).flow()), end);
    }

    private Flow<Message, Message, NotUsed> counted(Flow<Message, Message, NotUsed> session) {
        return session.watchTermination((notUsed, ended) -> {
            open.incrementAndGet();
            var _ = ended.whenComplete((_, _) -> open.decrementAndGet());
            return notUsed;
        });
    }

    private static HttpResponse upgradeRequired() {
        return new Problem(
                        426,
                        "UPGRADE_REQUIRED",
                        "a session is a WebSocket: it is opened as RFC 6455 has it, version 13")
                .response()
                .addHeader(RawHeader.create("Upgrade", "websocket"))
                .addHeader(RawHeader.create("Sec-WebSocket-Version", "13"));
    }
}
