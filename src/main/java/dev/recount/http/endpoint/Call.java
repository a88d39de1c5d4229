package dev.recount.http.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.access.Right;
import dev.recount.access.rule.Permissions;
import dev.recount.http.answer.Unmarked;
import dev.recount.http.caller.Recognized;
import dev.recount.http.request.QueryParameters;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.stream.trace.TracedWork;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * A request that an endpoint was found for.
 *
 * @param endpoint the endpoint
 * @param request the request as it came
 * @param known who sends it, and what the caller may do
 * @param match the parts of the path that fit the variables of the endpoint's
 * @param commandId the id of the command that it holds, where the endpoint takes one; else empty
 * @param work the request as it is traced
 */
public record Call(
        Endpoint endpoint,
        HttpRequest request,
        Recognized known,
        PathPattern.Match match,
        String commandId,
        TracedWork work) {

    /** Returns the same request, of its sender as known now. */
    public Call of(Recognized now) {
        return new Call(endpoint, request, now, match, commandId, work);
    }

    /** Returns the name of who sends it; {@link Principal#ANONYMOUS} where callers need not be known. */
    public Principal caller() {
        return known.caller().principal();
    }

    /** Returns the caller as the sender of a command, by as much as rules ask for. */
    public Caller sender() {
        return permissions().sender();
    }

    /** Returns what the caller may do. */
    public Permissions permissions() {
        return known.permissions();
    }

    /** Returns the streams on which the caller has the right that the endpoint needs. */
    public Predicate<StreamId> streams() {
        return permissions().streams(endpoint.right());
    }

    /**
     * Tells whether the caller may see the personal data of the stream or the view that the path names, or else of
     * all. A world is made of all streams and tells of all.
     */
    public boolean seesPersonal() {
        Map<String, String> path = match.values();
        if (path.containsKey("world")) {
            return seesAllPersonal();
        } else if (path.containsKey("id")) {
            return seesPersonal(path.get("type") + "/" + path.get("id"));
        }
        return path.containsKey("view") ? permissions().permitPersonal(path("view")) : seesAllPersonal();
    }

    /** Tells whether the caller may see all personal data. */
    public boolean seesAllPersonal() {
        return permissions().permit(Right.PERSONAL);
    }

    /** Returns the streams whose personal data the caller may see. */
    public Predicate<StreamId> personalStreams() {
        return permissions().streams(Right.PERSONAL);
    }

    private boolean seesPersonal(String stream) {
        try {
            return personalStreams().test(StreamId.parse(stream));
        } catch (IllegalArgumentException noStream) {
            return false;
        }
    }

    /** Returns what an answer about many streams tells of one, as the caller gets it. */
    public RawValue told(StreamId stream, ObjectNode part) {
        return new RawValue(Unmarked.of(part.toString(), personalStreams().test(stream)));
    }

    /** Returns the value of a variable of the path. */
    public String path(String variable) {
        String value = match.values().get(variable);
        if (value == null) {
            throw new IllegalArgumentException(endpoint + " has no variable " + variable);
        }
        return value;
    }

    /** Returns the single segments that fit variables, by the variables' names. */
    public Map<String, String> variables() {
        return match.values();
    }

    /** Returns the segments that fit the variable at the path's end, where that takes any number of them. */
    public List<String> rest() {
        return match.rest();
    }

    /**
     * Makes sure that there is no query, where the endpoint reads none.
     *
     * @throws dev.recount.http.answer.ProblemException if there is one; names its first parameter
     */
    public void requireNoQuery() {
        if (request.getUri().rawQueryString().isPresent()) {
            var _ = query();
        }
    }

    /**
     * Reads the query, in which only what the endpoint's entry names may stand.
     *
     * @throws dev.recount.http.answer.ProblemException if there is something else in it; names the parameter
     */
    public QueryParameters query() {
        return new QueryParameters(
                request,
                endpoint.parameters().stream()
                        .filter(parameter -> parameter.location() == Parameter.Location.QUERY)
                        .map(Parameter::name)
                        .toArray(String[]::new));
    }
}
