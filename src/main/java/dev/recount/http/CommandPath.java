package dev.recount.http;

import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.Uri;

/** What a request names that is a command: {@code POST /streams/{type}/{id}/{Command}}. */
record CommandPath(String type, String id, String command) {

    private static final int SEGMENTS = 4;

    static Optional<CommandPath> of(HttpRequest request) {
        return request.method().equals(HttpMethods.POST)
                ? of(((org.apache.pekko.http.scaladsl.model.HttpRequest) request)
                        .uri()
                        .path())
                : Optional.empty();
    }

    private static Optional<CommandPath> of(Uri.Path path) {
        var segments = new String[SEGMENTS];
        Uri.Path rest = path;
        for (int i = 0; i < SEGMENTS; i++) {
            if (!rest.startsWithSlash() || !rest.tail().startsWithSegment()) {
                return Optional.empty();
            }
            segments[i] = (String) rest.tail().head();
            rest = rest.tail().tail();
        }
        return rest.isEmpty() && segments[0].equals("streams")
                ? Optional.of(new CommandPath(segments[1], segments[2], segments[3]))
                : Optional.empty();
    }
}
