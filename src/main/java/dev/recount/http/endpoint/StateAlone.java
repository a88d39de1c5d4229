package dev.recount.http.endpoint;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.journal.codec.Codecs;
import dev.recount.stream.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The refusal of what asks for the past of streams that keep their latest state alone: of each endpoint, unless its
 * entry in the table says that it needs no more than the present.
 *
 * @param codecs tell which streams those are
 */
public record StateAlone(Codecs codecs) {

    /** The parameters of queries that name types, streams or events, separated by commas. */
    private static final Set<String> NAMING = Set.of("type", "stream", "streams", "event");

    /** Returns an endpoint, with what cannot be answered refused. */
    public Endpoint refusedBy(Endpoint endpoint) {
        return endpoint.handledBy(call -> {
            require(call);
            return endpoint.handling().answer(call);
        });
    }

    private void require(Call call) {
        Endpoint endpoint = call.endpoint();
        Map<String, String> query = call.request().getUri().query().toMap();
        boolean isOfPresent = endpoint.past()
                .filter(past -> query.keySet().stream().noneMatch(past::contains))
                .isPresent();
        if (!isOfPresent) {
            named(call, query).filter(this::keepsStateAlone).findFirst().ifPresent(StateAlone::refuse);
        }
    }

    /** Returns the types that the path and the query name. */
    private static Stream<String> named(Call call, Map<String, String> query) {
        Stream<String> inPath = Optional.ofNullable(call.variables().get("type")).stream();
        List<String> naming = call.endpoint().parameters().stream()
                .filter(parameter -> parameter.location() == Parameter.Location.QUERY)
                .map(Parameter::name)
                .filter(NAMING::contains)
                .toList();
        Stream<String> inQuery = naming.stream()
                .map(parameter -> query.getOrDefault(parameter, ""))
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(name -> name.split("[/.]", 2)[0]);
        return Stream.concat(inPath, inQuery);
    }

    private boolean keepsStateAlone(String type) {
        return codecs.find(type).filter(codec -> codec.type().keepsStateAlone()).isPresent();
    }

    private static void refuse(String type) {
        throw new ProblemException(new Problem(409, Refusal.STATE_ALONE.name(), Refusal.stateAlone(type)));
    }
}
