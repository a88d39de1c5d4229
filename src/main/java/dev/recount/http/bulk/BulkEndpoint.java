package dev.recount.http.bulk;

import dev.recount.access.Right;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.preview.PreviewAnswers;
import dev.recount.http.preview.PreviewQuery;
import dev.recount.http.request.OwnMetadata;
import dev.recount.http.request.RequestHeaders;
import dev.recount.journal.codec.Codecs;
import dev.recount.preview.Previews;
import dev.recount.preview.Way;
import dev.recount.stream.pekko.Streams;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.stream.javadsl.FramingTruncation;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.scaladsl.Framing.FramingException;
import org.apache.pekko.util.ByteString;

/**
 * Many commands in one request, a JSON object a line; results stream back as they come, each with its line's number.
 *
 * <p>Commands to one stream are carried out in the order of their lines, one after another; different streams go on
 * side by side. A client that does not read its results is held back, as it is when the journal cannot follow, or it
 * sends more than it may. When the server stops, no more lines are taken: those taken are answered, and then the answer
 * ends.
 */
public final class BulkEndpoint implements Endpoints {

    private static final ContentType NDJSON = MediaTypes.applicationWithFixedCharset("x-ndjson", HttpCharsets.UTF_8)
            .toContentType();

    /** Each of their results has events and a state. */
    private static final SideBySide.Limits PREVIEW_LIMITS = new SideBySide.Limits(16, 256, 1 << 20);

    private final Services services;
    private final RequestHeaders headers;
    private final BulkLimits limits;
    private final StreamingAnswers answers;

    /** The parts of the server that decide on commands. */
    public record Services(Codecs codecs, Streams streams, Previews previews) {}

    public BulkEndpoint(Services services, RequestHeaders headers, BulkLimits limits, StreamingAnswers answers) {
        this.services = services;
        this.headers = headers;
        this.limits = limits;
        this.answers = answers;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/streams",
                        Right.WRITE,
                        "Has many commands carried out, one in a line of the body, or tells what would come of them.",
                        call -> CompletableFuture.completedStage(execute(call)))
                .reading(Parameter.header(
                        "Recount-Correlation", "The conversation that commands belong to which name none."))
                .reading(PreviewQuery.PARAMETERS)
                .selective()
                .onRecordIfPersonalPreview());
    }

    private HttpResponse execute(Call call) {
        HttpRequest request = call.request();
        var media = request.entity().getContentType().mediaType();
        if (!media.subType().equals("x-ndjson") && !media.subType().equals("ndjson")) {
            throw new ProblemException(new Problem(
                    415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type: must be application/x-ndjson, not " + media));
        }
        OwnMetadata.anyHeader(request).ifPresent(header -> {
            throw new ProblemException(Problem.malformed(header + ": each line says that for itself, as meta"));
        });
        Optional<Way> preview = PreviewQuery.of(call);
        var decoder = new BulkDecoder(services.codecs, headers, call, headers.correlation(request), preview);
        Source<ByteString, ?> results = request.entity()
                .withoutSizeLimit()
                .getDataBytes()
                .via(lines(call, decoder))
                .via(preview.map(way -> previewed(call, way))
                        .orElseGet(() -> BulkExecution.ofRequest(services.streams, limits.system())))
                .via(answers.awaited());
        return HttpResponse.create().withEntity(HttpEntities.createChunked(NDJSON, results));
    }

    private Flow<BulkLine, ByteString, NotUsed> previewed(Call call, Way way) {
        var preview = new BulkPreview(
                services.previews.inOrder(way),
                new PreviewAnswers(services.codecs, call.permissions(), way),
                call,
                limits.system());
        return Flow.fromGraph(new SideBySide(PREVIEW_LIMITS, preview::execute));
    }

    private Flow<ByteString, BulkLine, NotUsed> lines(Call call, BulkDecoder decoder) {
        return Framing.delimiter(ByteString.fromString("\n"), limits.maxLineBytes(), FramingTruncation.ALLOW)
                .<Text>map(Text.Read::new)
                .recover(new PFBuilder<Throwable, Text>()
                        .matchAny(failure -> new Text.Broken(failure))
                        .build())
                .via(limits.drained())
                .via(limits.paced(call))
                .via(limits.whileKnown(call))
                .via(answers.untilStop())
                .statefulMapConcat(() -> numbered(decoder));
    }

    /** Blank lines count, and are nothing else. */
    private static Function<Text, Iterable<BulkLine>> numbered(BulkDecoder decoder) {
        var lines = new AtomicLong();
        return text -> {
            long number = lines.incrementAndGet();
            return text.isBlank() ? List.of() : List.of(text.decode(number, decoder));
        };
    }

    /** The text of a line, or the reason why there is none. */
    private sealed interface Text {

        boolean isBlank();

        BulkLine decode(long number, BulkDecoder decoder);

        record Read(ByteString bytes) implements Text {

            @Override
            public boolean isBlank() {
                return bytes.indexWhere(character -> !Character.isWhitespace((byte) character)) < 0;
            }

            @Override
            public BulkLine decode(long number, BulkDecoder decoder) {
                return decoder.decode(number, bytes.toArrayUnsafe());
            }
        }

        record Broken(Throwable failure) implements Text {

            @Override
            public boolean isBlank() {
                return false;
            }

            @Override
            public BulkLine decode(long number, BulkDecoder decoder) {
                return new BulkLine.Bad(
                        number,
                        failure instanceof FramingException
                                ? new Problem(
                                        413, "TOO_LARGE", "the line is too long; it and what follows was not read")
                                : Problem.malformed("the request broke off"));
            }
        }
    }
}
