package dev.recount.http;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.SecurityHeaders;
import dev.recount.http.connection.HeadFault;
import java.util.Locale;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers with a problem document what cannot be read as HTTP, so that no route ever sees it; found by its class name.
 */
public class UnreadableRequests extends ParsingErrorHandler {

    private final SecurityHeaders headers;

    private UnreadableRequests() {
        this(SecurityHeaders.of(false));
    }

    private UnreadableRequests(SecurityHeaders headers) {
        this.headers = headers;
    }

    /** The same over TLS. */
    public static final class OverTls extends UnreadableRequests {

        private OverTls() {
            super(SecurityHeaders.of(true));
        }
    }

    /** Returns the name of the class for a port. */
    static String className(boolean isEncrypted) {
        return (isEncrypted ? OverTls.class : UnreadableRequests.class).getName();
    }

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        Problem problem = HeadFault.of(error.summary()).map(HeadFault::problem).orElseGet(() -> problem(status, error));
        return headers.on(problem.response());
    }

    private static Problem problem(StatusCode status, ErrorInfo error) {
        String code = status.intValue() == 400
                ? "MALFORMED"
                : status.reason().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
        return new Problem(status.intValue(), code, "the request cannot be read: " + error.summary());
    }
}
