package dev.recount.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.japi.Pair;

/** The query of a request, of which nothing unknown and nothing malformed passes. */
public final class QueryParameters {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads the query of a request.
     *
     * @throws ProblemException if a parameter is not among the known, or there more than once; names it
     */
    public QueryParameters(HttpRequest request, String... known) {
        for (Pair<String, String> parameter : request.getUri().query().toList()) {
            String name = parameter.first();
            if (!List.of(known).contains(name)) {
                throw new ProblemException(Problem.malformed(CommandBody.shortened(name)
                        + ": is not a known query parameter; known are " + String.join(", ", known)));
            }
            if (values.put(name, parameter.second()) != null) {
                throw new ProblemException(Problem.malformed(name + ": is there more than once"));
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns the value of a parameter, if it is there. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Returns how many entries a page may have.
     *
     * @throws ProblemException if what is asked for is no number from 1 to 1000
     */
    public int limit() {
        return (int) number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    }

    long number(String name, long least, long most, long otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new ProblemException(Problem.malformed(name + ": must be a whole number"));
        }
        throw new ProblemException(Problem.malformed(name + ": must be from " + least + " to " + most));
    }

    /** Reads an instant, or a day, which stands for its end in UTC. */
    Instant time(String name) {
        String text = values.getOrDefault(name, "");
        try {
            return text.length() == "1993-12-31".length()
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusNanos(1)
                    : Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new ProblemException(Problem.malformed(
                    name + ": must be a day, as in 1993-12-31, or an instant in UTC, as in 1993-12-31T12:00:00Z"));
        }
    }
}
