package dev.recount.http.answer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The headers by which each answer tells browsers what they must not do with it: take it for something else than it
 * says it is, show it within a page or run it, keep it, hand it to pages of other sites, or ask without TLS the next
 * time. What an endpoint itself says of caching and of content stays.
 */
public final class SecurityHeaders {

    private static final HttpHeader CACHING = RawHeader.create("Cache-Control", "no-store");
    private static final HttpHeader CONTENT =
            RawHeader.create("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    private static final HttpHeader ENCRYPTED = RawHeader.create("Strict-Transport-Security", "max-age=31536000");
    private static final List<HttpHeader> ALWAYS = List.of(
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));

    private static final SecurityHeaders PLAIN = new SecurityHeaders(ALWAYS);
    private static final SecurityHeaders OVER_TLS = new SecurityHeaders(with(ALWAYS, ENCRYPTED));

    private final List<HttpHeader> always;
    private final List<HttpHeader> all;

    private SecurityHeaders(List<HttpHeader> always) {
        this.always = always;
        this.all = with(always, CACHING, CONTENT);
    }

    private static List<HttpHeader> with(List<HttpHeader> headers, HttpHeader... more) {
        return Stream.concat(headers.stream(), Stream.of(more)).toList();
    }

    /** Returns those of a port. */
    public static SecurityHeaders of(boolean isEncrypted) {
        return isEncrypted ? OVER_TLS : PLAIN;
    }

    /** Returns the answer with them. */
    public HttpResponse on(HttpResponse response) {
        boolean saysCaching = response.getHeader(CACHING.name()).isPresent();
        boolean saysContent = response.getHeader(CONTENT.name()).isPresent();
        if (!saysCaching && !saysContent) {
            return response.addHeaders(all);
        }
        HttpResponse marked = response.addHeaders(always);
        return saysCaching && saysContent ? marked : marked.addHeader(saysCaching ? CONTENT : CACHING);
    }

    /** Returns them as lines of an answer that is written by hand. */
    public String lines() {
        return all.stream()
                .map(header -> header.name() + ": " + header.value() + "\r\n")
                .collect(Collectors.joining());
    }
}
