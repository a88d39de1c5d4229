package dev.recount.http.endpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form of a path: fixed segments and variables, as in {@code /streams/{type}/{id}}; one that ends with a variable
 * in which dots stand, as in {@code /views/{view}/{key...}}, takes one segment or more for it.
 */
public final class PathPattern {

    private static final String MANY = "...";

    private final String text;
    private final List<Segment> segments;
    private final boolean takesMany;

    /** A segment of the form. */
    private sealed interface Segment {

        record Fixed(String name) implements Segment {}

        record Variable(String name) implements Segment {}
    }

    /**
     * The parts of a path that fit variables.
     *
     * @param values the values of single segments, by the variables' names
     * @param rest the segments of a variable that takes many
     */
    record Match(Map<String, String> values, List<String> rest) {}

    private PathPattern(String text, List<Segment> segments, boolean takesMany) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.takesMany = takesMany;
    }

    /** Reads a form as it is written. */
    static PathPattern parse(String text) {
        var segments = new ArrayList<Segment>();
        for (String segment : text.substring(1).split("/", -1)) {
            segments.add(
                    segment.startsWith("{")
                            ? new Segment.Variable(segment.substring(1, segment.length() - 1))
                            : new Segment.Fixed(segment));
        }
        return new PathPattern(text, segments, text.endsWith(MANY + "}"));
    }

    /** Returns the parts of a path that fit the variables, if it is of this form. */
    Optional<Match> match(List<String> path) {
        int single = takesMany ? segments.size() - 1 : segments.size();
        if (takesMany ? path.size() <= single : path.size() != single) {
            return Optional.empty();
        }
        for (int i = 0; i < single; i++) {
            if (segments.get(i) instanceof Segment.Fixed(var name) && !name.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(values(path, single), path.subList(single, path.size())));
    }

    private Map<String, String> values(List<String> path, int single) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < single; i++) {
            if (segments.get(i) instanceof Segment.Variable(var name)) {
                values.put(name, path.get(i));
            }
        }
        return values;
    }

    /** Returns the number of fixed segments: of two forms that a path is of, the one with more of them is meant. */
    int fixed() {
        return (int) segments.stream().filter(Segment.Fixed.class::isInstance).count();
    }

    /** Returns the names of the variables, in order. */
    List<String> variables() {
        return segments.stream()
                .filter(Segment.Variable.class::isInstance)
                .map(segment -> ((Segment.Variable) segment).name().replace(MANY, ""))
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
