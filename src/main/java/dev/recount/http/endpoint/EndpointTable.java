package dev.recount.http.endpoint;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The table of all endpoints: what is not in it, the server does not answer. */
public final class EndpointTable {

    private final List<Endpoint> endpoints;

    /** The outcome of a look for the endpoint of a request. */
    sealed interface Found {

        /** The one that the request is for. */
        record One(Endpoint endpoint, PathPattern.Match match) implements Found {}

        /** Others at the same path, whose methods these are. */
        record OtherMethods(SortedSet<String> allowed) implements Found {}

        /** Nothing at this path. */
        record Nothing() implements Found {}
    }

    /**
     * Makes the table.
     *
     * @throws IllegalArgumentException if two endpoints are of one method and one form of paths
     */
    public EndpointTable(Collection<Endpoint> endpoints) {
        this.endpoints = endpoints.stream()
                .sorted(Comparator.comparingInt(
                                (Endpoint endpoint) -> endpoint.path().fixed())
                        .reversed())
                .toList();
        var twice =
                endpoints.stream()
                        .collect(Collectors.groupingBy(Endpoint::toString, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(named -> named.getValue() > 1)
                        .findFirst();
        if (twice.isPresent()) {
            throw new IllegalArgumentException("is there twice: " + twice.get().getKey());
        }
    }

    /** Returns all endpoints, those of the most fixed paths first. */
    public List<Endpoint> all() {
        return endpoints;
    }

    /**
     * Returns the endpoints at the path of a request, whatever its method.
     *
     * @throws dev.recount.http.answer.ProblemException if the path has a dot segment, or is not well encoded
     */
    public List<Endpoint> at(HttpRequest request) {
        List<String> path = RequestPath.of(request);
        return endpoints.stream()
                .filter(endpoint -> endpoint.path().match(path).isPresent())
                .toList();
    }

    Found find(HttpMethod method, List<String> path) {
        if (path.contains("") && path.size() > 1) {
            return new Found.Nothing(); // no name is empty
        }
        var others = new TreeSet<String>();
        for (Endpoint endpoint : endpoints) {
            Optional<PathPattern.Match> match = endpoint.path().match(path);
            if (match.isPresent() && endpoint.method().equals(method)) {
                return new Found.One(endpoint, match.get());
            } else if (match.isPresent()) {
                others.add(endpoint.method().name());
            }
        }
        return others.isEmpty() ? new Found.Nothing() : new Found.OtherMethods(others);
    }
}
