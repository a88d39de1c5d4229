package dev.recount.http.endpoint;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;
import dev.recount.journal.codec.Codecs;
import dev.recount.subscription.CircumstanceFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pekko.japi.Pair;

/** The parameters of a query that ask for events or decisions by their circumstances. */
public final class Circumstances {

    private static final List<Parameter> OF_ALL = List.of(
            Parameter.query("correlation", Form.TEXT, "Only what belongs to this conversation."),
            Parameter.query("causation", Form.TEXT, "Only what this event or command led to."),
            Parameter.query("principal", Form.TEXT, "Only what this caller or handler asked for."),
            Parameter.query(
                    "from", Form.TIME, "The earliest time at which it happened; a day stands for its beginning."),
            Parameter.query("to", Form.TIME, "The latest time at which it happened; a day stands for its end."));

    private static final String OWN = "meta.";

    private static final int LONGEST = 512;

    private Circumstances() {}

    /** Returns the parameters, of which some are named by what senders may note beside their commands. */
    public static List<Parameter> parameters(Codecs codecs) {
        return Stream.concat(
                        OF_ALL.stream(),
                        codecs.metadata().stream()
                                .map(name -> Parameter.query(
                                        OWN + name, Form.TEXT, "Only what was asked for with this " + name + ".")))
                .toList();
    }

    /**
     * Reads which circumstances are asked for.
     *
     * @throws ProblemException if a parameter makes no sense; names it
     */
    public static CircumstanceFilter of(QueryParameters query) {
        Optional<Instant> from = query.has("from") ? Optional.of(query.timeFrom("from")) : Optional.empty();
        Optional<Instant> to = query.has("to") ? Optional.of(query.time("to")) : Optional.empty();
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new ProblemException(Problem.malformed("from: is after to"));
        }
        return new CircumstanceFilter(
                name(query, "correlation"), name(query, "causation"), name(query, "principal"), from, to, own(query));
    }

    private static Map<String, String> own(QueryParameters query) {
        var own = new TreeMap<String, String>();
        query.all().keySet().stream()
                .filter(parameter -> parameter.startsWith(OWN))
                .forEach(parameter ->
                        name(query, parameter).ifPresent(value -> own.put(parameter.substring(OWN.length()), value)));
        return own;
    }

    private static Optional<String> name(QueryParameters query, String parameter) {
        Optional<String> name = query.text(parameter);
        if (name.filter(text -> text.isBlank() || text.length() > LONGEST).isPresent()) {
            throw new ProblemException(Problem.malformed(parameter + ": must be 1 to " + LONGEST + " characters"));
        }
        return name;
    }

    /** Returns the parameters that ask for the same, for the address of the next page. */
    public static List<Pair<String, String>> query(CircumstanceFilter filter) {
        var query = new ArrayList<Pair<String, String>>();
        filter.correlation().ifPresent(name -> query.add(Pair.create("correlation", name)));
        filter.causation().ifPresent(name -> query.add(Pair.create("causation", name)));
        filter.principal().ifPresent(name -> query.add(Pair.create("principal", name)));
        filter.from().ifPresent(time -> query.add(Pair.create("from", time.toString())));
        filter.to().ifPresent(time -> query.add(Pair.create("to", time.toString())));
        filter.own().forEach((name, value) -> query.add(Pair.create(OWN + name, value)));
        return query;
    }
}
