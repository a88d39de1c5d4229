package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The names under which clients reach the server. Whoever opens a page in a browser lends it the way to all that the
 * browser reaches: to this server too, under a name of the page's own that is made to mean this machine, or across from
 * its own site. Neither is answered.
 *
 * @param names the names, in small letters; one that begins with {@code *.} stands for all that end so, and {@code *}
 *     for any
 */
public record KnownHosts(List<String> names) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final String ANY = "*";
    private static final String SETTING = "recount.http.allowed-hosts";

    public KnownHosts {
        names = names.stream().map(KnownHosts::normal).toList();
    }

    /**
     * Makes sure that a request was not sent here by somebody else's page.
     *
     * @param origins the other sites whose pages may ask
     * @throws ProblemException if its Host is not a name of the server's, or it would change something, or open a
     *     WebSocket, and comes from a page of another site
     */
    public void require(HttpRequest request, AllowedOrigins origins) {
        Optional<String> host = request.getHeader("Host").map(HttpHeader::value);
        if (host.isPresent() && !isKnown(withoutPort(host.get()))) {
            throw new ProblemException(new Problem(
                    421,
                    "HOST_NOT_KNOWN",
                    "Host: this server does not go by the name " + CommandBody.shortened(host.get())
                            + "; those that it has are named in " + SETTING));
        }
        boolean isRead =
                (request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.HEAD))
                        && request.getHeader("Upgrade").isEmpty(); // browsers let any page open a WebSocket, by a GET
        if (!isRead && origins.of(request).isEmpty() && !isOfThisSite(request, host)) {
            throw new ProblemException(new Problem(
                    403, "OTHER_SITE", "the request comes from a page of another site, which may change nothing here"));
        }
    }

    /** No page can make an address its own name: one that asks by an address was sent by that address. */
    private boolean isKnown(String host) {
        String name = normal(host);
        return name.equals("localhost") || name.endsWith(".localhost") || isAddress(name) || isNamed(name);
    }

    private boolean isNamed(String name) {
        return names.stream()
                .anyMatch(known -> known.equals(ANY)
                        || known.equals(name)
                        || (known.startsWith("*.") && name.endsWith(known.substring(1))));
    }

    private static boolean isAddress(String name) {
        return name.startsWith("[") || ADDRESS.matcher(name).matches();
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    private static String normal(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
    }

    /** Browsers say where a request comes from, in one header or the other; what is no browser needs not. */
    private static boolean isOfThisSite(HttpRequest request, Optional<String> host) {
        List<String> site = RequestHeaders.values(request, "Sec-Fetch-Site");
        if (!site.isEmpty()) {
            return site.stream().allMatch(value -> value.equals("same-origin") || value.equals("none"));
        }
        return RequestHeaders.values(request, "Origin").stream()
                .allMatch(origin -> host.isPresent() && isOf(origin, host.get()));
    }

    private static boolean isOf(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
