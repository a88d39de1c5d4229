package dev.recount.http.claims;

import dev.recount.access.Right;
import dev.recount.claim.Claims;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code GET /claims/{name}/{value}}: the stream that holds a value.
 *
 * <p>Who may not read that stream is told what is told where there is none, so that nobody finds out by it what is
 * held.
 *
 * @param executor runs what waits for the database
 */
public record ClaimEndpoint(Claims claims, Executor executor) implements Endpoints {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/claims/{name}/{value}",
                        Right.READ,
                        "The stream that holds a value which one stream at a time can hold.",
                        this::answer)
                .selective()
                .onRecordIfPersonal());
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        call.requireNoQuery();
        String name = call.path("name");
        String value = call.path("value");
        return CompletableFuture.supplyAsync(() -> claims.find(name, value), executor)
                .thenApply(found -> found.filter(call.streams())
                        .filter(stream -> !claims.isPersonal(name)
                                || call.personalStreams().test(stream))
                        .map(stream -> held(name, stream))
                        .orElseThrow(() -> new ProblemException(
                                Problem.notFound("no stream that you may read holds this value of this name"))));
    }

    /** The value is not told again: it may be personal data. */
    private static HttpResponse held(String name, StreamId stream) {
        return Answers.ok(Answers.JSON.createObjectNode().put("name", name).put("stream", stream.toString()));
    }
}
