package dev.recount.http.endpoint;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * An entry of the table of endpoints: everything that the HTTP interface answers is one.
 *
 * @param route the requests that it is for
 * @param access the right that it needs
 * @param summary a sentence for people who read the interface's description
 * @param parameters what it reads of a request beside its path and its body
 * @param handling the answer to a request
 */
public record Endpoint(Route route, Access access, String summary, List<Parameter> parameters, Handling handling) {

    public Endpoint {
        parameters = List.copyOf(parameters);
    }

    /**
     * The requests of one method and one form of paths.
     *
     * @param method the method
     * @param path the form of the paths
     */
    public record Route(HttpMethod method, PathPattern path) {

        @Override
        public String toString() {
            return method.name() + " " + path;
        }
    }

    /** Answers a request; what it throws, and what its stage fails with, becomes a problem document. */
    @FunctionalInterface
    public interface Handling {
        CompletionStage<HttpResponse> answer(Call call);
    }

    /** Returns an endpoint that changes nothing. */
    public static Endpoint get(String path, Access access, String summary, Handling handling) {
        return of(HttpMethods.GET, path, access, summary, handling);
    }

    /** Returns an endpoint that changes something. */
    public static Endpoint post(String path, Access access, String summary, Handling handling) {
        return of(HttpMethods.POST, path, access, summary, handling);
    }

    /** Returns an endpoint that drops something. */
    public static Endpoint delete(String path, Access access, String summary, Handling handling) {
        return of(HttpMethods.DELETE, path, access, summary, handling);
    }

    private static Endpoint of(HttpMethod method, String path, Access access, String summary, Handling handling) {
        return new Endpoint(new Route(method, PathPattern.parse(path)), access, summary, List.of(), handling);
    }

    /** Returns the same endpoint, which reads these parameters after those that it reads already. */
    public Endpoint reading(Parameter... more) {
        return reading(List.of(more));
    }

    /** Returns the same endpoint, which reads these parameters after those that it reads already. */
    public Endpoint reading(List<Parameter> more) {
        return new Endpoint(
                route,
                access,
                summary,
                Stream.concat(parameters.stream(), more.stream()).toList(),
                handling);
    }

    /** Tells whether it reads a header. */
    boolean readsHeader(String name) {
        return parameters.stream()
                .anyMatch(parameter -> parameter.location() == Parameter.Location.HEADER
                        && parameter.name().equals(name));
    }

    /** Returns the form of the paths. */
    public PathPattern path() {
        return route.path();
    }

    /** Returns the method. */
    public HttpMethod method() {
        return route.method();
    }

    @Override
    public String toString() {
        return route.toString();
    }
}
