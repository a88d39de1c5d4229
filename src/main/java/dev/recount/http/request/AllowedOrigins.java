package dev.recount.http.request;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The sites whose pages may ask this server out of a browser, beside its own.
 *
 * @param origins the origins, in small letters, such as {@code https://app.example.com}
 * @param maxAge how long a browser may remember what they may do
 */
public record AllowedOrigins(Set<String> origins, Duration maxAge) {

    /** Makes sure that none is in capitals. */
    public AllowedOrigins {
        origins = origins.stream().map(AllowedOrigins::normal).collect(Collectors.toUnmodifiableSet());
    }

    /** Tells whether there is none. */
    public boolean isEmpty() {
        return origins.isEmpty();
    }

    /** Returns the origin of the page that a request comes from, as the browser has written it, if that may ask. */
    public Optional<String> of(HttpRequest request) {
        if (origins.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = RequestHeaders.values(request, "Origin");
        return named.size() == 1 && origins.contains(normal(named.getFirst()))
                ? Optional.of(named.getFirst())
                : Optional.empty();
    }

    private static String normal(String origin) {
        return origin.toLowerCase(Locale.ROOT);
    }
}
