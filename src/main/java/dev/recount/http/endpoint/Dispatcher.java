package dev.recount.http.endpoint;

import dev.recount.access.Right;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.answer.Unmarked;
import dev.recount.http.caller.Callers;
import dev.recount.http.caller.Recognized;
import dev.recount.http.limit.RateLimits;
import dev.recount.http.request.ConditionalHeaders;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.request.RequestHeaders;
import dev.recount.stream.trace.TracedWork;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/**
 * The one way of every request: its endpoint is found, its caller made out, its work traced, personal data in what is
 * answered shown or masked, and a failure becomes a problem.
 */
public final class Dispatcher {

    /** The conditions with which readers save themselves what they have; those that do not fit may be passed over. */
    private static final Set<String> FRESHNESS = Set.of("If-None-Match", "If-Modified-Since", "If-Range");

    private final EndpointTable table;
    private final RequestHeaders headers;
    private final Callers callers;
    private final HttpSettings.Admission admission;
    private final RateLimits limits;
    private final Failures failures;
    private final CallRecorder recorder;

    public Dispatcher(
            EndpointTable table,
            RequestHeaders headers,
            Callers callers,
            CallRecorder recorder,
            HttpSettings settings,
            RateLimits limits) {
        this.table = table;
        this.recorder = recorder;
        this.headers = headers;
        this.callers = callers;
        this.admission = settings.admission();
        this.limits = limits;
        this.failures = new Failures(settings);
    }

    /** Answers a request; the stage never fails. */
    public CompletionStage<HttpResponse> answer(HttpRequest request) {
        try {
            limits.require(request);
            admission.hosts().require(request, admission.origins());
            return switch (table.find(request.method(), RequestPath.of(request))) {
                case EndpointTable.Found.One(var endpoint, var match) -> answer(endpoint, match, request);
                case EndpointTable.Found.OtherMethods(var allowed) -> completed(notAllowed(String.join(", ", allowed)));
                case EndpointTable.Found.Nothing() ->
                    completed(Problem.notFound("there is nothing at this path").response());
            };
        } catch (RuntimeException failure) {
            return completed(failures.response(failure));
        }
    }

    /** Answers what no endpoint is asked for, which counts as a request of its address all the same. */
    public HttpResponse counted(HttpRequest request, Supplier<HttpResponse> answer) {
        try {
            limits.require(request);
            return answer.get();
        } catch (RuntimeException failure) {
            return failures.response(failure);
        }
    }

    private CompletionStage<HttpResponse> answer(Endpoint endpoint, PathPattern.Match match, HttpRequest request) {
        String commandId = endpoint.readsHeader(RequestHeaders.COMMAND_ID) ? headers.commandId(request) : "";
        try {
            return answer(endpoint, match, request, commandId);
        } catch (RuntimeException failure) {
            return completed(withCommandId(failures.response(failure), commandId));
        }
    }

    private CompletionStage<HttpResponse> answer(
            Endpoint endpoint, PathPattern.Match match, HttpRequest request, String commandId) {
        boolean isOpen = endpoint.right() == Right.NONE;
        CompletionStage<Recognized> known =
                isOpen ? CompletableFuture.completedStage(Recognized.ANYBODY) : callers.of(request);
        boolean isRead = endpoint.method().equals(HttpMethods.GET);
        ConditionalHeaders.requireKnown(request, isRead ? FRESHNESS::contains : endpoint::readsHeader);
        TracedWork work = isOpen
                ? TracedWork.UNTRACED
                : TracedWork.server(endpoint.toString(), headers.traceparent(request))
                        .with("http.request.method", request.method().name());
        return known.thenCompose(caller -> {
                    limits.require(caller.caller().principal());
                    Gate.require(endpoint, match, caller);
                    var call = new Call(endpoint, request, caller, match, commandId, work);
                    return recorder.around(
                            call,
                            () -> handled(endpoint, call)
                                    .thenApply(response -> Unmarked.of(response, call::seesPersonal))
                                    .handle(this::responded));
                })
                .handle(this::responded)
                .thenApply(response -> withCommandId(ConditionalHeaders.unlessKnown(request, response), commandId))
                .whenComplete((response, defect) -> end(work, response, defect));
    }

    private HttpResponse responded(@Nullable HttpResponse response, @Nullable Throwable failure) {
        return response != null ? response : failures.response(Objects.requireNonNull(failure));
    }

    /** Whoever gets no clear answer can ask again with the id, also where it is not the client's own. */
    private static HttpResponse withCommandId(HttpResponse response, String commandId) {
        return commandId.isEmpty()
                ? response
                : response.addHeader(RawHeader.create(RequestHeaders.COMMAND_ID, commandId));
    }

    private static CompletionStage<HttpResponse> handled(Endpoint endpoint, Call call) {
        try {
            return call.work().around(() -> endpoint.handling().answer(call));
        } catch (ProblemException known) {
            return completed(known.problem().response());
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private static void end(TracedWork work, @Nullable HttpResponse response, @Nullable Throwable defect) {
        if (response != null) {
            int status = response.status().intValue();
            work.with("http.response.status_code", status);
            if (status >= 500) {
                work.failed("");
            }
        } else {
            work.failed(String.valueOf(defect));
        }
        work.end();
    }

    private static HttpResponse notAllowed(String allowed) {
        return new Problem(405, "METHOD_NOT_ALLOWED", "allowed here: " + allowed)
                .response()
                .addHeader(RawHeader.create("Allow", allowed));
    }

    private static CompletionStage<HttpResponse> completed(HttpResponse response) {
        return CompletableFuture.completedStage(response);
    }
}
