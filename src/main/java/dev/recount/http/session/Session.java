package dev.recount.http.session;

import dev.recount.http.answer.ProblemException;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.bulk.BulkDecoder;
import dev.recount.http.bulk.BulkExecution;
import dev.recount.http.bulk.BulkLimits;
import dev.recount.http.bulk.BulkLine;
import dev.recount.http.endpoint.Call;
import dev.recount.http.limit.TooManyRequestsException;
import dev.recount.http.request.RequestHeaders;
import dev.recount.journal.codec.Codecs;
import dev.recount.stream.pekko.Streams;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.scaladsl.model.ws.TextMessage;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One session: messages come, numbered from 1, and their results go. For each message it is looked at anew who the
 * caller is, and what the caller may do, as it would be for a request.
 */
final class Session {

    private final Parts parts;
    private final Call call;
    private final SessionEnd end;
    private final Optional<String> correlation;
    private final AtomicLong messages = new AtomicLong();

    /** The parts of the server that sessions need. */
    record Parts(
            Codecs codecs,
            Streams streams,
            RequestHeaders headers,
            BulkLimits limits,
            StreamingAnswers answers,
            SessionMessages reader) {}

    /**
     * Prepares a session.
     *
     * @param call the request that opens it
     * @param end is told of why it ends
     */
    Session(Parts parts, Call call, SessionEnd end) {
        this.parts = parts;
        this.call = call;
        this.end = end;
        this.correlation = parts.headers.correlation(call.request());
    }

    /** Returns what makes results of messages; it ends when the client does, or is not known any more, or at a stop. */
    Flow<Message, Message, NotUsed> flow() {
        return Flow.<Message>create()
                .mapAsync(1, parts.reader::read)
                .onErrorComplete() // a client that is cut off; what was taken goes on
                .via(parts.limits.drained())
                .concatLazy(afterLast())
                .via(parts.limits.paced(call))
                .via(parts.limits.whileKnown(call))
                .via(parts.answers.untilStop())
                .mapAsync(1, this::line)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .via(BulkExecution.ofSession(
                        parts.streams, parts.limits.system(), parts.headers.traceparent(call.request())))
                .mapConcat(Session::results)
                .via(parts.answers.awaited());
    }

    /** Takes note, when the last message of the client has come, that it is the client who ends the session. */
    private Source<SessionMessage, ?> afterLast() {
        return Source.lazySource(() -> {
            end.ofClient();
            return Source.empty();
        });
    }

    /** Returns nothing where the session has to end, as it cannot be told that the sender is still known. */
    private CompletionStage<Optional<BulkLine>> line(SessionMessage message) {
        return parts.limits
                .asKnownNow(call)
                .handle((now, failure) -> now == null
                        ? ended(Objects.requireNonNull(failure))
                        : Optional.of(line(messages.incrementAndGet(), message, now)));
    }

    private BulkLine line(long number, SessionMessage message, Call now) {
        return switch (message) {
            case SessionMessage.Unusable(var problem) -> new BulkLine.Bad(number, problem);
            case SessionMessage.Text(var text) ->
                new BulkDecoder(parts.codecs, parts.headers, now, correlation, Optional.empty())
                        .decode(number, text.getBytes(StandardCharsets.UTF_8));
        };
    }

    private Optional<BulkLine> ended(Throwable failure) {
        Throwable inner = failure.getCause();
        Throwable cause = failure instanceof CompletionException && inner != null ? inner : failure;
        switch (cause) {
            case ProblemException refused when refused.problem().status() < 500 -> {}
            case ProblemException _, TooManyRequestsException _ -> end.ofUndecided();
            default -> throw new CompletionException(cause);
        }
        return Optional.empty();
    }

    /** Pekko takes no messages but those of its own, whatever the types say. */
    private static List<Message> results(ByteString lines) {
        return lines.utf8String().lines().<Message>map(TextMessage.Strict::new).toList();
    }
}
