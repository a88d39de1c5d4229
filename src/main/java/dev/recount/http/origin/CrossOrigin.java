package dev.recount.http.origin;

import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Dispatcher;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.EndpointTable;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.request.AllowedOrigins;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The answers to pages of other sites (CORS protocol of the Fetch standard). A browser lets those of allowed origins
 * read them, and asks before a page does what no form could do; it shows them to no others. It sends no credentials of
 * its own along: a page that has some says so in a header.
 */
public final class CrossOrigin {

    private static final RawHeader VARY = RawHeader.create("Vary", "Origin");

    /** The headers of answers that say something to a program. */
    private static final RawHeader EXPOSED = RawHeader.create(
            "Access-Control-Expose-Headers",
            "Allow, ETag, Idempotency-Key, Location, Recount-Token, Retry-After, WWW-Authenticate");

    /** The headers of requests that endpoints need not name. */
    private static final List<String> OF_ALL = List.of("Authorization", "Content-Type", "traceparent", "tracestate");

    private static final List<String> OF_READERS = List.of("If-None-Match");

    private final EndpointTable table;
    private final AllowedOrigins origins;
    private final RawHeader maxAge;
    private final Dispatcher others;

    /**
     * Makes the answers to pages.
     *
     * @param others answers what is no question of a browser's, and counts what is
     */
    public CrossOrigin(EndpointTable table, AllowedOrigins origins, Dispatcher others) {
        this.table = table;
        this.origins = origins;
        this.maxAge = RawHeader.create(
                "Access-Control-Max-Age", Long.toString(origins.maxAge().toSeconds()));
        this.others = others;
    }

    /** Answers a request, from whatever page or none. */
    public CompletionStage<HttpResponse> answer(HttpRequest request) {
        if (origins.isEmpty()) {
            return others.answer(request);
        }
        return origins.of(request)
                .map(origin -> answer(request, origin))
                .orElseGet(() -> others.answer(request))
                .thenApply(response -> response.addHeader(VARY));
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, String origin) {
        return preflight(request)
                .<CompletionStage<HttpResponse>>map(CompletableFuture::completedStage)
                .orElseGet(() -> others.answer(request).thenApply(response -> response.addHeader(EXPOSED)))
                .thenApply(response -> response.addHeader(RawHeader.create("Access-Control-Allow-Origin", origin)));
    }

    /** Returns what a browser is told that asks whether a page may send a request, where there is something. */
    private Optional<HttpResponse> preflight(HttpRequest request) {
        boolean isAsked = request.method().equals(HttpMethods.OPTIONS)
                && request.getHeader("Access-Control-Request-Method").isPresent();
        List<Endpoint> endpoints = isAsked ? at(request) : List.of();
        return endpoints.isEmpty() ? Optional.empty() : Optional.of(others.counted(request, () -> allowed(endpoints)));
    }

    private List<Endpoint> at(HttpRequest request) {
        try {
            return table.at(request);
        } catch (ProblemException malformed) {
            return List.of(); // as it is answered by whoever answers the others
        }
    }

    private HttpResponse allowed(List<Endpoint> endpoints) {
        String methods = endpoints.stream()
                .map(endpoint -> endpoint.method().name())
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        return HttpResponse.create()
                .withStatus(StatusCodes.NO_CONTENT)
                .addHeader(RawHeader.create("Access-Control-Allow-Methods", methods))
                .addHeader(RawHeader.create("Access-Control-Allow-Headers", String.join(", ", headers(endpoints))))
                .addHeader(maxAge);
    }

    private static Set<String> headers(List<Endpoint> endpoints) {
        var headers = new TreeSet<>(OF_ALL);
        for (Endpoint endpoint : endpoints) {
            if (endpoint.method().equals(HttpMethods.GET)) {
                headers.addAll(OF_READERS);
            }
            endpoint.parameters().stream()
                    .filter(read -> read.location() == Parameter.Location.HEADER)
                    .map(Parameter::name)
                    .forEach(headers::add);
        }
        return headers;
    }
}
