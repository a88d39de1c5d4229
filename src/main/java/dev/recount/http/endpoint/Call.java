package dev.recount.http.endpoint;

import dev.recount.model.Principal;
import dev.recount.stream.trace.TracedWork;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * A request that an endpoint was found for.
 *
 * @param request the request as it came
 * @param caller who sends it; {@link Principal#ANONYMOUS} where callers need not be known
 * @param path the values of the path's variables, by their names
 * @param rest the segments of the path after its last fixed one, where the endpoint takes any number of them
 * @param work the request as it is traced
 */
public record Call(
        HttpRequest request, Principal caller, Map<String, String> path, List<String> rest, TracedWork work) {

    /** Returns the value of a variable of the path. */
    public String path(String variable) {
        String value = path.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("the path has no variable " + variable);
        }
        return value;
    }
}
