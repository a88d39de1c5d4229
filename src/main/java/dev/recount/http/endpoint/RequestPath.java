package dev.recount.http.endpoint;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawRequestURI;

/**
 * The path of a request, read from the bytes of its first line: Pekko's own has gone up and down the dot segments in it
 * already, so that it names something else than what a proxy before the server has seen and let pass.
 */
final class RequestPath {

    private static final Pattern ENCODED = Pattern.compile("%(2e|2f|5c|25)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> CODES = Map.of("2e", ".", "2f", "/", "5c", "/", "25", "%");
    private static final int MOST_DECODINGS = 8;

    /** One or two dots between slashes of either kind, or with what some take for a parameter of them. */
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?:^|[/\\\\])\\.\\.?(?:[/\\\\;]|$)");

    private RequestPath() {}

    /**
     * Returns the segments of a request's path, each decoded once.
     *
     * @throws ProblemException if the first line names neither a path nor an address with a host, the path has a dot
     *     segment, or a segment is not well encoded
     */
    static List<String> of(HttpRequest request) {
        String target = request.getHeader(RawRequestURI.class)
                .map(RawRequestURI::uri)
                .orElseThrow(() -> new IllegalStateException("the server is to keep the first line of requests"));
        return segments(withoutAddress(withoutQuery(target)));
    }

    /** Only before a path may an address stand: one within it, as in {@code /a://b/c}, is a part of the path. */
    private static String withoutAddress(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int scheme = target.indexOf(':');
        int host = scheme + "://".length();
        if (scheme < 1
                || !target.startsWith("://", scheme)
                || host == target.length()
                || "/:".indexOf(target.charAt(host)) >= 0) {
            throw new ProblemException(Problem.malformed("path: must begin with a slash, or with an address"));
        }
        int slash = target.indexOf('/', host);
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            segments.add(segment(path.substring(from, to)));
            from = to + 1;
        }
        return segments;
    }

    private static String segment(String encoded) {
        String segment = encoded.indexOf('%') < 0 ? encoded : decoded(encoded);
        if (segment.indexOf('.') >= 0 || segment.indexOf('%') >= 0) {
            requireNoDots(segment);
        }
        return segment;
    }

    /** Programs that decode once more than is due, or take what was encoded for a slash, find no dot segment either. */
    private static void requireNoDots(String segment) {
        String text = segment;
        for (int i = 0; i < MOST_DECODINGS && ENCODED.matcher(text).find(); i++) {
            text = ENCODED.matcher(text)
                    .replaceAll(code -> CODES.get(code.group(1).toLowerCase(Locale.ROOT)));
        }
        if (DOT_SEGMENT.matcher(text).find()) {
            throw new ProblemException(Problem.malformed("path: must not have dot segments"));
        }
    }

    private static String decoded(String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) != '%') {
                bytes.put((byte) encoded.charAt(i));
            } else {
                bytes.put((byte) hex(encoded, i + 1));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException malformed) {
            throw illEncoded();
        }
    }

    private static int hex(String encoded, int from) {
        int high = from + 1 < encoded.length() ? Character.digit(encoded.charAt(from), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(encoded.charAt(from + 1), 16);
        if (low < 0) {
            throw illEncoded();
        }
        return high << 4 | low;
    }

    private static ProblemException illEncoded() {
        return new ProblemException(Problem.malformed("path: is not encoded as UTF-8 in percent signs and hex digits"));
    }
}
