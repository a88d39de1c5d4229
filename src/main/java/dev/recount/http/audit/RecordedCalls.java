package dev.recount.http.audit;

import dev.recount.administration.AdministrationCommand.Ask;
import dev.recount.administration.AdministrationCommand.NotePersonalRead;
import dev.recount.administration.LogInListener;
import dev.recount.audit.AdministrationLog;
import dev.recount.audit.AdministrationSettings;
import dev.recount.audit.PersonalReads;
import dev.recount.audit.Sender;
import dev.recount.audit.UnrecordedException;
import dev.recount.database.sql.StorableText;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.CallRecorder;
import dev.recount.http.endpoint.Endpoint.Recorded;
import dev.recount.http.preview.PreviewQuery;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.ReasonHeader;
import dev.recount.http.request.RequestHeaders;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The requests that come on record: of an act, what is asked before it is done, and what was answered after. */
public final class RecordedCalls implements CallRecorder {

    /** Whoever only tries something changes nothing; these are the values by which endpoints know that. */
    private static final String STATE = "state";

    private static final int LONGEST = 512;

    private final Part part;
    private final RequestHeaders headers;
    private final PersonalAnswers personal;
    private final PersonalReads reads;

    /**
     * The parts of the server that record.
     *
     * @param logIns is told of log-ins that fail
     */
    public record Part(AdministrationLog log, LogInListener logIns, AdministrationSettings settings) {}

    public RecordedCalls(Part part, RequestHeaders headers, PersonalAnswers personal, Clock clock) {
        this.part = part;
        this.headers = headers;
        this.personal = personal;
        this.reads = new PersonalReads(part.log()::read, clock);
    }

    @Override
    public CompletionStage<HttpResponse> around(Call call, Supplier<CompletionStage<HttpResponse>> answer) {
        return switch (call.endpoint().recorded()) {
            case NOTHING -> answer.get();
            case ACTS, REASONED_ACTS -> aroundAct(call, answer);
            case PERSONAL_READS -> noted(call, () -> personal.read(call), answer);
            case PERSONAL_PREVIEWS ->
                noted(call, () -> PreviewQuery.of(call).flatMap(_ -> personal.read(call)), answer);
        };
    }

    private CompletionStage<HttpResponse> aroundAct(Call call, Supplier<CompletionStage<HttpResponse>> answer) {
        Map<String, String> parameters = shortened(call.query().all());
        String dryRun = parameters.getOrDefault(QueryParameters.DRY_RUN, "false");
        if (dryRun.equals("true") || dryRun.equals(STATE)) {
            return noted(call, () -> personal.tried(call, dryRun.equals(STATE)), answer);
        }
        Optional<String> reason = reason(call);
        Map<String, String> target = shortened(call.variables());
        String request = call.endpoint().toString();
        return recorded(part.log().asked(sender(call), act -> new Ask(act, request, target, parameters, reason)))
                .thenCompose(act -> answer.get()
                        .thenCompose(response -> part.log()
                                .answered(act, response.status().intValue())
                                .thenApply(_ -> response)));
    }

    private Optional<String> reason(Call call) {
        Optional<String> reason = ReasonHeader.of(call.request());
        boolean isRequired = part.settings().requireReason() && call.endpoint().recorded() != Recorded.REASONED_ACTS;
        if (isRequired && reason.isEmpty()) {
            throw new ProblemException(Problem.malformed(
                    ReasonHeader.NAME + ": must say why, as recount.administration.require-reason wants it"));
        }
        return reason;
    }

    private CompletionStage<HttpResponse> noted(
            Call call, Supplier<Optional<NotePersonalRead>> read, Supplier<CompletionStage<HttpResponse>> answer) {
        return part.settings().personalReads()
                ? read.get()
                        .map(told -> recorded(reads.note(sender(call), told)).thenCompose(_ -> answer.get()))
                        .orElseGet(answer)
                : answer.get();
    }

    private Sender sender(Call call) {
        String own = call.commandId().isEmpty() ? UUID.randomUUID().toString() : call.commandId();
        return new Sender(
                call.caller(),
                headers.origin(call.request(), call.sender(), own).correlation());
    }

    private static Map<String, String> shortened(Map<String, String> values) {
        var shortened = new TreeMap<String, String>();
        values.forEach((name, value) -> shortened.put(name, StorableText.of(value, LONGEST)));
        return shortened;
    }

    private static <T> CompletionStage<T> recorded(CompletionStage<T> recording) {
        return recording.exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof UnrecordedException unrecorded) {
                throw new ProblemException(new Problem(
                        503,
                        "UNRECORDED",
                        "this comes on record before it is done, which cannot be now (" + unrecorded.getMessage()
                                + "); nothing was done; ask again"));
            }
            throw new CompletionException(cause);
        });
    }
}
