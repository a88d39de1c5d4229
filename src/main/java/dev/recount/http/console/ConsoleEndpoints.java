package dev.recount.http.console;

import dev.recount.access.Right;
import dev.recount.http.answer.Compression;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The pages and scripts of the console. They hold nothing that is anybody's, so that everybody gets them. */
public final class ConsoleEndpoints implements Endpoints {

    /** What its pages may do: run and show what comes from here, and ask here. */
    private static final HttpHeader POLICY = RawHeader.create(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    private static final HttpHeader ASKED_ANEW = RawHeader.create("Cache-Control", "no-cache");
    private static final HttpHeader FOR_GOOD = RawHeader.create("Cache-Control", "public, max-age=31536000, immutable");

    private final ConsoleFiles files = ConsoleFiles.read();

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/",
                        Right.NONE,
                        "The console: pages for people.",
                        call -> CompletableFuture.completedStage(page(call))),
                Endpoint.get(
                        "/console/{edition}/{file...}",
                        Right.NONE,
                        "A file of the console.",
                        call -> CompletableFuture.completedStage(file(call))));
    }

    private HttpResponse page(Call call) {
        call.requireNoQuery();
        return answer(call.request(), files.index()).addHeader(POLICY).addHeader(ASKED_ANEW);
    }

    private HttpResponse file(Call call) {
        call.requireNoQuery();
        String name = String.join("/", call.rest());
        ConsoleFile file = files.find(call.path("edition"), name)
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no such file in the edition "
                        + files.edition() + " of the console; load the page again")));
        return answer(call.request(), file).addHeader(FOR_GOOD);
    }

    private static HttpResponse answer(HttpRequest request, ConsoleFile file) {
        HttpResponse answer = HttpResponse.create().addHeader(Compression.VARY);
        return Compression.isTakenBy(request)
                ? answer.addHeader(Compression.ENCODING)
                        .addHeader(etag(file.digest() + "-gzip"))
                        .withEntity(HttpEntities.create(file.type(), file.compressed()))
                : answer.addHeader(etag(file.digest())).withEntity(HttpEntities.create(file.type(), file.plain()));
    }

    private static HttpHeader etag(String digest) {
        return RawHeader.create("ETag", '"' + digest + '"');
    }
}
