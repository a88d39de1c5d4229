package dev.recount.http.streams;

import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.preview.PreviewAnswers;
import dev.recount.http.preview.PreviewQuery;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.OwnMetadata;
import dev.recount.http.request.RequestBodies;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.preview.Preview;
import dev.recount.preview.Previews;
import dev.recount.preview.Way;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.SentAgain;
import dev.recount.stream.pekko.Streams;
import dev.recount.stream.trace.TracedWork;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code POST /streams/{type}/{id}/{Command}}: one command, carried out or only tried. */
public record CommandEndpoint(
        StreamPaths paths, Streams streams, Previews previews, RequestHeaders headers, RequestBodies bodies)
        implements Endpoints {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/streams/{type}/{id}/{Command}",
                        Right.WRITE,
                        "Has a command carried out, or tells what would come of it.",
                        this::execute)
                .reading(
                        Parameter.header("Idempotency-Key", "The id of the command; a repeat of it changes nothing."),
                        Parameter.header("If-Match", "The version that the stream must have."),
                        Parameter.header("If-None-Match", "*, where the stream must not be there yet."),
                        Parameter.header("Recount-Correlation", "The conversation that the command belongs to."),
                        Parameter.header("Recount-Time", "The time at which its events happened, for imports."))
                .reading(paths.codecs().metadata().stream()
                        .map(name -> Parameter.header(
                                OwnMetadata.header(name), "The " + name + " that is kept with the events."))
                        .toList())
                .reading(PreviewQuery.PARAMETERS)
                .ofPresentUnless(PreviewQuery.ofPast())
                .onRecordIfPersonalPreview());
    }

    private CompletionStage<HttpResponse> execute(Call call) {
        HttpRequest request = call.request();
        StreamId stream = paths.stream(call.path("type"), call.path("id"));
        StreamCodec<?, ?, ?> codec = StreamPaths.commanded(paths.codecs(), stream.type());
        Optional<Way> preview = PreviewQuery.of(call);
        preview.ifPresent(way -> PreviewQuery.requirePermitted(way, call, stream));
        CommandRequest.Origin origin =
                headers.origin(request, call.sender(), call.commandId()).with(OwnMetadata.of(request, codec));
        CommandRequest.Conditions conditions = headers.conditions(request);
        boolean isBrief = preview.isEmpty() && !call.permissions().permitReading(stream);
        TracedWork work = call.work().with("recount.stream", stream.toString());
        return bodies.json(request.entity()).thenCompose(body -> {
            var raw = EncodedCommand.sent(call.path("Command"), body);
            EncodedCommand command;
            try {
                command = CommandBody.read(codec, raw.name(), raw.json(), "");
            } catch (ProblemException notOfToday) {
                return earlier(request, new SentAgain(stream, origin.commandId(), call.caller(), raw), notOfToday)
                        .thenApply(outcome -> answer(call, stream, outcome, preview));
            }
            var sent = new CommandRequest(stream, command, origin, conditions, isBrief);
            return work.with("recount.command", command.name())
                    .around(() -> preview.map(way -> previewed(call, sent, way))
                            .orElseGet(() -> streams.execute(sent)
                                    .thenApply(outcome -> answer(call, stream, outcome, preview))));
        });
    }

    private CompletionStage<HttpResponse> previewed(Call call, CommandRequest sent, Way way) {
        return previews.of(sent, way).thenApply(preview -> answer(call, sent.stream(), preview, way));
    }

    private HttpResponse answer(Call call, StreamId stream, Outcome outcome, Optional<Way> preview) {
        return preview.map(way -> answer(call, stream, new Preview.Told(outcome), way))
                .orElseGet(() -> Answers.of(
                        outcome instanceof Outcome.Accepted accepted
                                ? Answers.told(accepted, call.permissions())
                                : outcome,
                        paths.codecs().reader(),
                        "/" + call.path("Command")));
    }

    private HttpResponse answer(Call call, StreamId stream, Preview preview, Way way) {
        String query = call.request().getUri().rawQueryString().orElse("");
        return new PreviewAnswers(paths.codecs(), call.permissions(), way)
                .of(stream, preview, "/" + call.path("Command") + "?" + query);
    }

    /** A command that was carried out before has its outcome, also where it could not be sent any more today. */
    private CompletionStage<Outcome> earlier(HttpRequest request, SentAgain sent, ProblemException notOfToday) {
        return headers.hasCommandId(request)
                ? streams.recall(sent).thenApply(known -> known.orElseThrow(() -> notOfToday))
                : CompletableFuture.failedStage(notOfToday);
    }
}
