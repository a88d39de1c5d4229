package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.stream.CommandRequest.Conditions;
import dev.recount.stream.CommandRequest.Origin;
import dev.recount.stream.trace.Traceparent;
import dev.recount.view.Views;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The headers of a request that are about its commands; a header that cannot be used is a problem that names it. */
public final class RequestHeaders {

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,126}[\\x21-\\x7e])?");
    private static final Pattern VERSION = Pattern.compile("(\"?)([0-9]{1,18})\\1");

    private static final Pattern TOKEN = Pattern.compile("([^@]{1,300})@([0-9]{1,18})");

    /** The header that holds the id of a command, in requests and in their answers. */
    public static final String COMMAND_ID = "Idempotency-Key";

    private final Clock clock;

    public RequestHeaders(Clock clock) {
        this.clock = clock;
    }

    /** Returns the id of a command that comes alone: the client's, or a new one. */
    public String commandId(HttpRequest request) {
        return value(request, COMMAND_ID)
                .map(RequestHeaders::unquoted)
                .map(id -> name(COMMAND_ID, id))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Tells whether the client has given its command an id. */
    public boolean hasCommandId(HttpRequest request) {
        return !values(request, COMMAND_ID).isEmpty();
    }

    /** Returns where a command of a caller comes from, if it comes alone. */
    public Origin origin(HttpRequest request, Caller caller, String commandId) {
        String conversation = correlation(request)
                .or(() -> traceparent(request).flatMap(Traceparent::keptTrace))
                .orElse(commandId);
        return Origin.of(caller, commandId, conversation);
    }

    /** Returns the id of the last event that the reader of an event stream has seen, if it says. */
    public Optional<String> lastEventId(HttpRequest request) {
        return value(request, "Last-Event-ID").filter(id -> !id.isBlank());
    }

    /** Returns the conversation that the request belongs to, if it says. */
    public Optional<String> correlation(HttpRequest request) {
        return value(request, "Recount-Correlation").map(text -> name("Recount-Correlation", text));
    }

    /** Returns the work of the caller that the request is part of, if it says; what is malformed there is no fault. */
    public Optional<String> traceparent(HttpRequest request) {
        List<String> values = values(request, "traceparent");
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** Returns the event that a query's answer must have seen, if the request names one. */
    public Optional<Views.Token> after(HttpRequest request) {
        return value(request, "Recount-After").map(RequestHeaders::token);
    }

    private static Views.Token token(String text) {
        Matcher token = TOKEN.matcher(text);
        try {
            if (token.matches()) {
                return new Views.Token(StreamId.parse(token.group(1)), Long.parseLong(token.group(2)));
            }
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problem.malformed("Recount-After: " + unusable.getMessage()));
        }
        throw new ProblemException(Problem.malformed(
                "Recount-After: must be a token as a command's answer gave it, as in account/2378@17"));
    }

    /** Returns the conditions of a command that comes alone. */
    public Conditions conditions(HttpRequest request) {
        OptionalLong version =
                value(request, "If-Match").map(RequestHeaders::version).orElse(OptionalLong.empty());
        Optional<String> none = value(request, "If-None-Match");
        if (none.isPresent()) {
            if (version.isPresent() || !none.get().equals("*")) {
                throw new ProblemException(Problem.malformed(
                        "If-None-Match: must be *, for a stream that is not there yet, and stand without If-Match"));
            }
            version = OptionalLong.of(0);
        }
        return new Conditions(version, value(request, "Recount-Time").map(text -> time("Recount-Time", text)), false);
    }

    private static OptionalLong version(String text) {
        Matcher version = VERSION.matcher(text);
        if (!version.matches()) {
            throw new ProblemException(Problem.malformed("If-Match: must be one version, as in \"17\""));
        }
        return OptionalLong.of(Long.parseLong(version.group(2)));
    }

    /** Reads the time that a client gives its events: any instant that is not still to come. */
    public Instant time(String source, String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.isAfter(clock.instant())) {
                throw new ProblemException(Problem.malformed(source + ": lies in the future"));
            }
            if (time.isBefore(Instant.parse("0001-01-01T00:00:00Z"))) {
                throw new ProblemException(Problem.malformed(source + ": lies before the year 1"));
            }
            return time;
        } catch (DateTimeParseException malformed) {
            throw new ProblemException(
                    Problem.malformed(source + ": must be an instant in UTC, as in 1993-01-31T12:00:00Z"));
        }
    }

    /** Checks an id that a client gives. */
    public static String name(String source, String text) {
        if (!NAME.matcher(text).matches()) {
            throw new ProblemException(Problem.malformed(source + ": must be 1 to 128 printable ASCII characters"));
        }
        return text;
    }

    private static String unquoted(String text) {
        return text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /**
     * Returns the one value of a header, if there is one. Of two, one may be the client's and one a proxy's: neither is
     * believed.
     *
     * @throws ProblemException if there are two
     */
    public static Optional<String> value(HttpRequest request, String name) {
        List<String> values = values(request, name);
        if (values.size() > 1) {
            throw new ProblemException(Problem.malformed(name + ": is there more than once"));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    static List<String> values(HttpRequest request, String name) {
        String lowerCaseName = name.toLowerCase(Locale.ROOT);
        var values = new ArrayList<String>();
        for (HttpHeader header : request.getHeaders()) {
            if (header.is(lowerCaseName)) {
                values.add(header.value());
            }
        }
        return values;
    }
}
