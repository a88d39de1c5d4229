package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The headers that make a request depend on the state of what it is about, as of RFC 9110, section 13.1. */
public final class ConditionalHeaders {

    /** The names as they are written, by their lower-case forms. */
    private static final Map<String, String> NAMES = Stream.of(
                    "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range")
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

    private ConditionalHeaders() {}

    /**
     * Makes sure that a request has no condition but those that are looked at.
     *
     * @throws ProblemException if it has another; names it
     */
    public static void requireKnown(HttpRequest request, Predicate<String> isKnown) {
        for (HttpHeader header : request.getHeaders()) {
            String condition = NAMES.get(header.lowercaseName());
            if (condition != null && !isKnown.test(condition)) {
                throw new ProblemException(Problem.malformed(condition + ": cannot be a condition of this request"));
            }
        }
    }

    /** Returns an answer, or 304 in its place where the reader says that it has what the answer's ETag stands for. */
    public static HttpResponse unlessKnown(HttpRequest request, HttpResponse response) {
        Optional<String> etag = response.getHeader("ETag").map(HttpHeader::value);
        boolean isKnown = request.method().equals(HttpMethods.GET)
                && etag.isPresent()
                && RequestHeaders.values(request, "If-None-Match").stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .map(value -> value.strip().replaceFirst("^W/", ""))
                        .anyMatch(value -> value.equals(etag.get()) || value.equals("*"));
        return isKnown ? response.withEntity(HttpEntities.EMPTY).withStatus(StatusCodes.NOT_MODIFIED) : response;
    }
}
