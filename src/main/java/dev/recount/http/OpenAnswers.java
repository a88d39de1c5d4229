package dev.recount.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * The answers that are not complete yet, for which a stop of the server waits.
 *
 * <p>Pekko's own way to stop waits for the head of each answer alone, and breaks off those whose results still stream.
 */
final class OpenAnswers {

    private static final Connection CLOSE = Connection.create("close");
    private static final Problem STOPPING = new Problem(
            503, "STOPPING", "the server is stopping; the request was not carried out, and can be sent again");

    private final Function<HttpRequest, CompletionStage<HttpResponse>> routes;
    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<Done> drained = new CompletableFuture<>();
    private volatile boolean stopping;

    OpenAnswers(Function<HttpRequest, CompletionStage<HttpResponse>> routes) {
        this.routes = routes;
    }

    /** Answers a request, unless the server is stopping. */
    CompletionStage<HttpResponse> answer(HttpRequest request) throws Exception {
        open.incrementAndGet();
        if (stopping) {
            completed();
            return CompletableFuture.completedStage(STOPPING.response().addHeader(CLOSE));
        }
        return routes.apply(request)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        completed();
                    }
                })
                .thenApply(this::watched);
    }

    private HttpResponse watched(HttpResponse response) {
        HttpResponse last = stopping ? response.addHeader(CLOSE) : response;
        if (last.entity().isStrict()) {
            completed();
            return last;
        }
        return last.transformEntityDataBytes(Flow.of(ByteString.class).watchTermination((mat, ended) -> {
            var _ = ended.whenComplete((_, _) -> completed());
            return mat;
        }));
    }

    private void completed() {
        if (open.decrementAndGet() == 0 && stopping) {
            drained.complete(Done.getInstance());
        }
    }

    /** Takes no more requests from now on; completes when all answers are complete, or the time is over. */
    CompletionStage<Done> stop(Duration timeout) {
        open.incrementAndGet();
        stopping = true;
        completed();
        return drained.copy().completeOnTimeout(Done.getInstance(), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
