package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.japi.Pair;

/** The query of a request, of which nothing unknown and nothing malformed passes. */
public final class QueryParameters {

    /** The parameter that asks what would come of a request, so that nothing is stored. */
    public static final String DRY_RUN = "dryRun";

    private static final int DEFAULT_LIMIT = 100;
    /** The most entries of a page. */
    public static final int MOST = 1_000;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,100}");

    private final Map<String, String> values = new HashMap<>();

    private QueryParameters(HttpRequest request, Predicate<String> isKnown, Supplier<String> known) {
        for (Pair<String, String> parameter : request.getUri().query().toList()) {
            String name = parameter.first();
            if (name.isEmpty()) {
                throw new ProblemException(Problem.malformed("query: has a parameter without a name"));
            }
            if (!isKnown.test(name)) {
                throw new ProblemException(Problem.malformed(
                        CommandBody.shortened(name) + ": is not a known query parameter; " + known.get()));
            }
            if (values.put(name, parameter.second()) != null) {
                throw new ProblemException(Problem.malformed(name + ": is there more than once"));
            }
        }
    }

    /** Reads a query that may have these parameters. */
    public QueryParameters(HttpRequest request, String... known) {
        this(
                request,
                List.of(known)::contains,
                () -> known.length == 0 ? "none is known here" : "known are " + String.join(", ", known));
    }

    /** Reads a query whose parameters' names follow from what is asked, and are checked there. */
    public static QueryParameters ofAnyName(HttpRequest request) {
        return new QueryParameters(request, _ -> true, () -> "");
    }

    /** Returns all parameters by their names. */
    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    /** Tells whether the query has a parameter. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns a parameter as it is. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns the parts of a parameter that have commas between them; none if it is not there. */
    public List<String> list(String name) {
        return text(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
    }

    /** Reads whether something is asked for; without the parameter it is not. */
    public boolean flag(String name) {
        return switch (values.getOrDefault(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ProblemException(Problem.malformed(name + ": must be true or false"));
        };
    }

    /** Returns the most entries that are asked for. */
    public int limit() {
        return (int) number("limit", 1, MOST, DEFAULT_LIMIT);
    }

    /** Reads a whole number within bounds. */
    public long number(String name, long least, long most, long otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new ProblemException(Problem.malformed(name + ": must be a whole number"));
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
            return number.longValueExact();
        }
        throw new ProblemException(Problem.malformed(name + ": must be from " + least + " to " + most));
    }

    /** Reads an instant, or a day, which stands for its end in UTC. */
    public Instant time(String name) {
        return time(name, day -> beginning(day.plusDays(1)).minusNanos(1));
    }

    /** Reads an instant, or a day, which stands for its beginning in UTC. */
    public Instant timeFrom(String name) {
        return time(name, QueryParameters::beginning);
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Instant time(String name, Function<LocalDate, Instant> ofDay) {
        String text = values.getOrDefault(name, "");
        try {
            return text.length() == "1993-12-31".length() ? ofDay.apply(LocalDate.parse(text)) : Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new ProblemException(Problem.malformed(
                    name + ": must be a day, as in 1993-12-31, or an instant in UTC, as in 1993-12-31T12:00:00Z"
                            + (text.contains(" ") ? "; in a query, + stands for a blank, and %2B for a plus" : "")));
        }
    }
}
