package dev.recount.http.endpoint;

import dev.recount.access.Right;
import dev.recount.http.request.ReasonHeader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * An entry of the table of endpoints: everything that the HTTP interface answers is one.
 *
 * @param route the requests that it is for
 * @param right the right that it needs
 * @param extent what its callers need that right on, where its path names neither a stream nor a view
 * @param summary a sentence for people who read the interface's description
 * @param parameters what it reads of a request beside its path and its body
 * @param recorded what of it comes on record
 * @param past the parameters with which it asks for more of a stream than its present; nothing where it always does
 * @param handling the answer to a request
 */
public record Endpoint(
        Route route,
        Right right,
        Extent extent,
        String summary,
        List<Parameter> parameters,
        Recorded recorded,
        Optional<Set<String>> past,
        Handling handling) {

    public Endpoint {
        parameters = List.copyOf(parameters);
        past = past.map(Set::copyOf);
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

    /** The extent of a right that is needed. */
    public enum Extent {
        /** The whole server. */
        WHOLE,
        /** Any part of it: the endpoint itself sees to it that no other part is told of. */
        PART
    }

    /** The kinds of what comes on record of requests, beside what the streams themselves record. */
    public enum Recorded {
        /** Nothing. */
        NOTHING,
        /** What is asked before it is done, and what was answered. */
        ACTS,
        /** The same, of what cannot be asked without a reason in its body or its query. */
        REASONED_ACTS,
        /** Who asks, where what is told can hold personal data and the settings want it recorded. */
        PERSONAL_READS,
        /** The same, of what only tries commands. */
        PERSONAL_PREVIEWS
    }

    /** Answers a request; what it throws, and what its stage fails with, becomes a problem document. */
    @FunctionalInterface
    public interface Handling {
        CompletionStage<HttpResponse> answer(Call call);
    }

    /** Returns an endpoint that changes nothing. */
    public static Endpoint get(String path, Right right, String summary, Handling handling) {
        return of(HttpMethods.GET, path, right, summary, handling);
    }

    /** Returns an endpoint that changes something. */
    public static Endpoint post(String path, Right right, String summary, Handling handling) {
        return of(HttpMethods.POST, path, right, summary, handling);
    }

    /** Returns an endpoint that drops something. */
    public static Endpoint delete(String path, Right right, String summary, Handling handling) {
        return of(HttpMethods.DELETE, path, right, summary, handling);
    }

    private static Endpoint of(HttpMethod method, String path, Right right, String summary, Handling handling) {
        return new Endpoint(
                new Route(method, PathPattern.parse(path)),
                right,
                Extent.WHOLE,
                summary,
                List.of(),
                Recorded.NOTHING,
                Optional.empty(),
                handling);
    }

    /** Returns the same endpoint, which reads these parameters after those that it reads already. */
    public Endpoint reading(Parameter... more) {
        return reading(List.of(more));
    }

    /** Returns the same endpoint, which reads these parameters after those that it reads already. */
    public Endpoint reading(List<Parameter> more) {
        return new Endpoint(
                route,
                right,
                extent,
                summary,
                Stream.concat(parameters.stream(), more.stream()).toList(),
                recorded,
                past,
                handling);
    }

    /**
     * Returns the same endpoint, which answers all who have its right on something, and tells them, or does, no more
     * than they have it on.
     */
    public Endpoint selective() {
        return new Endpoint(route, right, Extent.PART, summary, parameters, recorded, past, handling);
    }

    /** Returns the same endpoint, whose requests come on record before they are done. */
    public Endpoint onRecord() {
        return reading(Parameter.header(ReasonHeader.NAME, "Why it is done; it comes on record with it."))
                .recorded(Recorded.ACTS);
    }

    /** Returns the same endpoint, whose requests come on record before they are done, and say why by themselves. */
    public Endpoint onRecordWithReason() {
        return onRecord().recorded(Recorded.REASONED_ACTS);
    }

    /** Returns the same endpoint, of which it can come on record who asks it for personal data. */
    public Endpoint onRecordIfPersonal() {
        return recorded(Recorded.PERSONAL_READS);
    }

    /** Returns the same endpoint, of which the same can come on record where commands are only tried. */
    public Endpoint onRecordIfPersonalPreview() {
        return recorded(Recorded.PERSONAL_PREVIEWS);
    }

    private Endpoint recorded(Recorded changed) {
        return new Endpoint(route, right, extent, summary, parameters, changed, past, handling);
    }

    /**
     * Returns the same endpoint, which needs no more of a stream than its present state, so that it answers of those
     * streams too that have nothing else; unless one of these parameters is in its query.
     */
    public Endpoint ofPresentUnless(String... named) {
        return new Endpoint(route, right, extent, summary, parameters, recorded, Optional.of(Set.of(named)), handling);
    }

    /** Returns the same endpoint, answered in another way. */
    Endpoint handledBy(Handling other) {
        return new Endpoint(route, right, extent, summary, parameters, recorded, past, other);
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
