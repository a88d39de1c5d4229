package dev.recount.access.rule;

import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The streams that a rule is about: a type and an id, as in {@code account/*} and
 * <code>account/{customer}</code>, where a claim of the caller's is the id.
 */
public final class StreamPattern {

    private final Template type;
    private final Template id;
    private final String text;

    private StreamPattern(Template type, Template id, String text) {
        this.type = type;
        this.id = id;
        this.text = text;
    }

    /**
     * Reads a pattern; {@code *} alone stands for all streams.
     *
     * @throws IllegalArgumentException if it is none; says how one is written
     */
    public static StreamPattern parse(String text) {
        if (text.equals("*")) {
            return parse("*/*");
        }
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("must be patterns such as account/* or account/{customer}, not " + text);
        }
        return new StreamPattern(
                Template.parse(text.substring(0, slash)), Template.parse(text.substring(slash + 1)), text);
    }

    /** Returns the one stream type that it is about; nothing where it may be any of several. */
    public Optional<String> type() {
        return type.fixed();
    }

    /** Returns the names of the claims that it has. */
    Stream<String> claims() {
        return Stream.concat(type.claims(), id.claims());
    }

    /** Tells whether it is about all streams. */
    boolean isAny() {
        return type.isAny() && id.isAny();
    }

    /** Returns the streams that it is about where a caller asks. */
    Predicate<StreamId> of(Caller caller) {
        Template.Fit types = type.of(caller);
        Template.Fit ids = id.of(caller);
        return stream -> types.has(stream.type()) && ids.has(stream.id());
    }

    @Override
    public String toString() {
        return text;
    }
}
