package dev.recount.http.endpoint;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * An entry of the table of endpoints: everything that the HTTP interface answers is one.
 *
 * @param method the method of its requests
 * @param path the form of their paths
 * @param access the right that it needs
 * @param summary a sentence for people who read the interface's description
 * @param handling the answer to a request
 */
public record Endpoint(HttpMethod method, PathPattern path, Access access, String summary, Handling handling) {

    /** Answers a request; what it throws, and what its stage fails with, becomes a problem document. */
    @FunctionalInterface
    public interface Handling {
        CompletionStage<HttpResponse> answer(Call call);
    }

    /** Returns an endpoint that changes nothing. */
    public static Endpoint get(String path, Access access, String summary, Handling handling) {
        return new Endpoint(HttpMethods.GET, PathPattern.parse(path), access, summary, handling);
    }

    /** Returns an endpoint that changes something. */
    public static Endpoint post(String path, Access access, String summary, Handling handling) {
        return new Endpoint(HttpMethods.POST, PathPattern.parse(path), access, summary, handling);
    }

    @Override
    public String toString() {
        return method.name() + " " + path;
    }
}
