package dev.recount.http.corrections;

import dev.recount.access.Right;
import dev.recount.correction.CorrectionDraft;
import dev.recount.correction.CorrectionException;
import dev.recount.correction.Corrector;
import dev.recount.correction.DraftJson;
import dev.recount.correction.Impact;
import dev.recount.history.History;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.RequestBodies;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Correction;
import dev.recount.json.MalformedException;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.world.Worlds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The corrections of a stream: made, told and taken back. */
public record CorrectionEndpoints(
        StreamPaths paths,
        Corrector corrector,
        History history,
        Worlds worlds,
        RequestHeaders headers,
        RequestBodies bodies)
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
                                Right.READ,
                                "The corrections of a stream, in the order in which they were made.",
                                this::all)
                        .onRecordIfPersonal(),
                Endpoint.post(
                                "/streams/{type}/{id}/corrections",
                                Right.CORRECT,
                                "Says how events of a stream are to be read from now on.",
                                this::correct)
                        .reading(DryRun.PARAMETER, ID, VERSION, CONVERSATION)
                        .onRecordWithReason(),
                Endpoint.post(
                                "/streams/{type}/{id}/corrections/{version}/approval",
                                Right.APPROVE,
                                "Approves corrections that somebody else has proposed.",
                                this::approve)
                        .reading(DryRun.PARAMETER, ID, VERSION, CONVERSATION)
                        .onRecord(),
                Endpoint.delete(
                                "/streams/{type}/{id}/corrections/{version}",
                                Right.CORRECT,
                                "Takes a correction back.",
                                this::withdraw)
                        .reading(
                                Parameter.query("reason", Form.TEXT, "Why it is taken back."),
                                DryRun.PARAMETER,
                                ID,
                                VERSION,
                                CONVERSATION)
                        .onRecordWithReason());
    }

    private StreamId stream(Call call) {
        return paths.stream(call.path("type"), call.path("id"));
    }

    private CompletionStage<HttpResponse> all(Call call) {
        StreamId stream = stream(call);
        call.requireNoQuery();
        return history.corrections(stream)
                .thenApply(corrections ->
                        CorrectionAnswers.of(stream, corrections, paths.codecs().reader()));
    }

    private CompletionStage<HttpResponse> correct(Call call) {
        StreamId stream = stream(call);
        DryRun dry = DryRun.of(call);
        return bodies.json(call.request().entity())
                .thenCompose(body -> correct(call, request(call, stream, body), drafts(body), dry));
    }

    private static List<CorrectionDraft> drafts(byte[] body) {
        try {
            return DraftJson.read(body);
        } catch (MalformedException malformed) {
            throw new ProblemException(Problem.malformed(malformed.sentence()));
        }
    }

    private CompletionStage<HttpResponse> withdraw(Call call) {
        StreamId stream = stream(call);
        String reason = call.query().text("reason").orElse("");
        long version = version(call.path("version"));
        return correct(
                call,
                request(call, stream, asked("withdrawn", version, reason)),
                List.of(new CorrectionDraft("", CorrectionDraft.Kind.WITHDRAW, version, List.of(), reason)),
                DryRun.of(call));
    }

    /** A body that says what the path and the query do, to tell a repeat from another command of the same id. */
    private static byte[] asked(String what, long version, String reason) {
        return Answers.JSON
                .createObjectNode()
                .put(what, version)
                .put("reason", reason)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new ProblemException(Problem.malformed("path: must end with the version of a correction"));
        }
    }

    private CommandRequest request(Call call, StreamId stream, byte[] asked) {
        var _ = StreamPaths.ofDomain(paths.codecs(), stream.type());
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
                EncodedCommand.sent(Correction.COMMAND, holdsPersonal(stream) ? PersonalJson.mark(asked) : asked),
                headers.origin(request, call.sender(), call.commandId()),
                conditions,
                false);
    }

    /** A correction of a stream with personal data may hold some, wherever. */
    private boolean holdsPersonal(StreamId stream) {
        return paths.codecs()
                .find(stream.type())
                .filter(StreamCodec::holdsPersonal)
                .isPresent();
    }

    private CompletionStage<HttpResponse> approve(Call call) {
        StreamId stream = stream(call);
        long proposal = version(call.path("version"));
        DryRun dry = DryRun.of(call);
        return bodies.json(call.request().entity()).thenCompose(body -> {
            String reason = approvalReason(body);
            CommandRequest request = request(call, stream, asked("approved", proposal, reason));
            return dry == DryRun.NONE
                    ? answered(corrector.approve(request, proposal, reason), this::told)
                    : impact(call, corrector.impact(request, proposal, reason), dry);
        });
    }

    private static String approvalReason(byte[] body) {
        try {
            return DraftJson.approvalReason(body);
        } catch (MalformedException malformed) {
            throw new ProblemException(Problem.malformed(malformed.sentence()));
        }
    }

    private CompletionStage<HttpResponse> correct(
            Call call, CommandRequest request, List<CorrectionDraft> drafts, DryRun dry) {
        return dry == DryRun.NONE
                ? answered(corrector.correct(request, drafts), this::told)
                : impact(call, corrector.impact(request, drafts), dry);
    }

    private CompletionStage<HttpResponse> impact(Call call, CompletionStage<Impact> impact, DryRun dry) {
        return dry == DryRun.STATE
                ? answered(impact, found -> Answers.ok(ImpactAnswers.ofState(found)))
                : answered(impact, Function.identity())
                        .thenCompose(
                                new ImpactAnswers(worlds, call.permissions()::visible, call.seesAllPersonal())::answer);
    }

    private HttpResponse told(Outcome outcome) {
        return CorrectionAnswers.of(outcome, paths.codecs().reader());
    }

    private static <T, A> CompletionStage<A> answered(CompletionStage<T> asked, Function<T, A> answer) {
        return asked.handle((found, failure) -> {
            if (failure instanceof CompletionException && failure.getCause() instanceof CorrectionException unfit) {
                throw new ProblemException(CorrectionAnswers.problem(unfit));
            } else if (failure != null) {
                throw new CompletionException(failure);
            }
            return answer.apply(found);
        });
    }
}
