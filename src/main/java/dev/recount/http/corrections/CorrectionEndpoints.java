package dev.recount.http.corrections;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.correction.CorrectionDraft;
import dev.recount.correction.CorrectionException;
import dev.recount.correction.Corrector;
import dev.recount.history.History;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Access;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.RequestBodies;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.CorrectionJson;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CorrectionRequest;
import dev.recount.stream.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The corrections of a stream: made, told and taken back. */
public record CorrectionEndpoints(
        StreamPaths paths, Corrector corrector, History history, RequestHeaders headers, RequestBodies bodies)
        implements Endpoints {

    private static final Parameter ID =
            Parameter.header("Idempotency-Key", "The id of the correction; a repeat of it changes nothing.");
    private static final Parameter VERSION = Parameter.header("If-Match", "The version that the stream must have.");
    private static final Parameter CONVERSATION =
            Parameter.header("Recount-Correlation", "The conversation that the correction belongs to.");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/streams/{type}/{id}/corrections",
                        Access.READ,
                        "The corrections of a stream, in the order in which they were made.",
                        this::all),
                Endpoint.post(
                                "/streams/{type}/{id}/corrections",
                                Access.CORRECT,
                                "Says how events of a stream are to be read from now on.",
                                this::correct)
                        .reading(ID, VERSION, CONVERSATION),
                Endpoint.delete(
                                "/streams/{type}/{id}/corrections/{version}",
                                Access.CORRECT,
                                "Takes a correction back.",
                                this::withdraw)
                        .reading(Parameter.query("reason", Form.TEXT, "Why it is taken back."), ID, VERSION, CONVERSATION));
    }

    private StreamId stream(Call call) {
        return paths.stream(call.path("type"), call.path("id"));
    }

    private CompletionStage<HttpResponse> all(Call call) {
        StreamId stream = stream(call);
        call.requireNoQuery();
        return history.corrections(stream).thenApply(corrections -> told(stream, corrections));
    }

    private static HttpResponse told(StreamId stream, Corrections corrections) {
        ObjectNode body = Answers.JSON.createObjectNode().put("stream", stream.toString());
        ArrayNode all = body.putArray("corrections");
        for (RecordedCorrection each : corrections.all()) {
            ObjectNode json = all.addObject().put("version", each.version());
            Answers.add(json, each.metadata());
            json.put("withdrawn", corrections.isWithdrawn(each.version()));
            json.putRawValue("correction", new RawValue(CorrectionJson.write(each.correction())));
        }
        return Answers.ok(body);
    }

    private CompletionStage<HttpResponse> correct(Call call) {
        StreamId stream = stream(call);
        call.requireNoQuery();
        return bodies.json(call.request().entity())
                .thenCompose(body -> correct(call, request(call, stream, body), DraftJson.read(body)));
    }

    private CompletionStage<HttpResponse> withdraw(Call call) {
        StreamId stream = stream(call);
        String reason = call.query().text("reason").orElse("");
        long version = version(call.path("version"));
        byte[] asked = ("{\"withdrawn\":" + version + "}").getBytes(StandardCharsets.UTF_8);
        return correct(
                call,
                request(call, stream, asked),
                List.of(new CorrectionDraft("", CorrectionDraft.Kind.WITHDRAW, version, List.of(), reason)));
    }

    private static long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new ProblemException(Problem.malformed("path: must end with the version of a correction"));
        }
    }

    private CommandRequest request(Call call, StreamId stream, byte[] asked) {
        HttpRequest request = call.request();
        CommandRequest.Conditions conditions = headers.conditions(request);
        if (conditions.time().isPresent() || conditions.expectedVersion().equals(OptionalLong.of(0))) {
            throw new ProblemException(Problem.malformed(
                    conditions.time().isPresent()
                            ? "Recount-Time: a correction is made when it is recorded"
                            : "If-None-Match: a stream that is not there yet has nothing to correct"));
        }
        return new CommandRequest(
                stream,
                EncodedCommand.sent(CorrectionRequest.COMMAND, asked),
                headers.origin(request, call.caller(), call.commandId()),
                conditions,
                false);
    }

    private CompletionStage<HttpResponse> correct(Call call, CommandRequest request, List<CorrectionDraft> drafts) {
        return corrector
                .correct(request, drafts)
                .handle((outcome, failure) -> {
                    if (failure instanceof CompletionException
                            && failure.getCause() instanceof CorrectionException unfit) {
                        throw new ProblemException(problem(unfit));
                    } else if (failure != null) {
                        throw new CompletionException(failure);
                    }
                    return Answers.of(outcome, paths.codecs().reader());
                });
    }

    private static Problem problem(CorrectionException unfit) {
        return switch (unfit.kind()) {
            case UNFIT -> Problem.malformed(unfit.getMessage());
            case MIGRATING -> new Problem(409, "MIGRATING", unfit.getMessage());
            case NO_STREAM -> Problem.notFound(unfit.getMessage());
            case BREAKS -> new Problem(422, "CORRECTION_BREAKS_STREAM", unfit.getMessage());
        };
    }
}
