package dev.recount.http.limit;

import dev.recount.http.answer.Problem;
import java.time.Duration;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Ends the handling of a request that comes too soon after others. */
public final class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final long NANOS_OF_SECOND = Duration.ofSeconds(1).toNanos();

    private final long seconds;

    TooManyRequestsException(String whose, Duration wait) {
        super("there are too many requests " + whose + "; come again later", null, false, false);
        this.seconds = Math.max(1, Math.ceilDiv(wait.toNanos(), NANOS_OF_SECOND));
    }

    /** Returns what the client is told: to come again, in whole seconds. */
    public HttpResponse response() {
        return new Problem(429, "TOO_MANY_REQUESTS", String.valueOf(getMessage()))
                .response()
                .addHeader(RawHeader.create("Retry-After", Long.toString(seconds)));
    }
}
