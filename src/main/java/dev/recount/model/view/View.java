package dev.recount.model.view;

import dev.recount.model.DomainException;
import dev.recount.model.caller.Caller;
import dev.recount.model.type.StreamType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The definition of a read model: its rows, their key, and which events change them.
 *
 * <pre>{@code
 * View.of("balances", Balance.class)
 *     .key("account")
 *     .index("owner")
 *     .on(ACCOUNT, Balances::project);
 * }</pre>
 *
 * <p>Rows are kept as an SQL table whose columns are the components of the row record, and each row's past with the
 * time span in which it held. Immutable: each of the methods that change something returns a new definition.
 *
 * @param <R> the row, a record
 */
public final class View<R> {

    /** Two hyphens side by side would be what separates the name of a view from the rest of those of its tables. */
    private static final Pattern NAME = Pattern.compile("(?!.*--)[a-z][a-z0-9-]{0,39}");

    private final String name;
    private final Class<R> row;
    private final int revision;
    private final List<String> key;
    private final List<List<String>> indexes;
    private final boolean history;
    private final boolean byStream;
    private final Map<String, Source<?, R>> sources;
    private final Function<Caller, Visibility> visibility;

    /**
     * The events of one stream type, or its states, and how they change the rows.
     *
     * @param kind the class of the events, or of the states
     * @param isOfStates whether it is the states that change the rows
     * @param <E> the events, or the states
     * @param <R> the row
     */
    public record Source<E, R>(
            StreamType<?, ?, ?> type, Class<E> kind, boolean isOfStates, Projection<E, R> projection) {}

    private View(
            String name,
            Class<R> row,
            int revision,
            List<String> key,
            List<List<String>> indexes,
            boolean history,
            boolean byStream,
            Map<String, Source<?, R>> sources,
            Function<Caller, Visibility> visibility) {
        this.name = name;
        this.row = row;
        this.revision = revision;
        this.key = List.copyOf(key);
        this.indexes = List.copyOf(indexes);
        this.history = history;
        this.byStream = byStream;
        this.sources = sources;
        this.visibility = visibility;
    }

    /**
     * Defines a view; the row's first component is its key.
     *
     * @param name a lower-case letter, then lower-case letters, digits and {@code -}, but never {@code --}; at
     *     most 40 in all
     * @throws DomainException if the name cannot be used, or the row is a record without components
     */
    public static <R extends Record> View<R> of(String name, Class<R> row) {
        if (!NAME.matcher(name).matches()) {
            throw new DomainException(row.getName() + ": the name of a view has a lower-case letter, then at most 39"
                    + " lower-case letters, digits and '-', but never '--': " + name);
        }
        if (!row.isRecord() || row.getRecordComponents().length == 0) {
            throw new DomainException("view " + name + ": " + row.getName() + " is not a record with components");
        }
        String first = row.getRecordComponents()[0].getName();
        return new View<>(name, row, 1, List.of(first), List.of(), true, false, Map.of(), _ -> Visibility.all());
    }

    /**
     * Sets the components that together tell one row from another.
     *
     * @throws DomainException if the row has no such component
     */
    public View<R> key(String... components) {
        return new View<>(name, row, revision, known(components), indexes, history, byStream, sources, visibility);
    }

    /**
     * Adds an index over these components, so that queries for them are fast.
     *
     * @throws DomainException if the row has no such component
     */
    public View<R> index(String... components) {
        List<List<String>> more = new ArrayList<>(indexes);
        more.add(known(components));
        return new View<>(name, row, revision, key, more, history, byStream, sources, visibility);
    }

    /**
     * Sets the revision of the view's rules: raise it when they change, and the view is built anew. Without this, 1.
     */
    public View<R> revision(int number) {
        if (number < 1) {
            throw new DomainException("view " + name + ": revision " + number + " is not at least 1");
        }
        return new View<>(name, row, number, key, indexes, history, byStream, sources, visibility);
    }

    /** Keeps no past of the rows: the view can be asked for its present, not for its past. */
    public View<R> withoutHistory() {
        return new View<>(name, row, revision, key, indexes, false, byStream, sources, visibility);
    }

    /**
     * Says that each row belongs to one stream: no event changes a row that one of another stream has made, nor makes
     * one of a key that was once another stream's. An event that does stops the view; where no past is kept, a row that
     * is gone is forgotten together with its stream. When an event is corrected, the rows of its stream alone are made
     * anew, where the whole view would be otherwise.
     */
    public View<R> rowsByStream() {
        return new View<>(name, row, revision, key, indexes, history, true, sources, visibility);
    }

    /**
     * Lets the events of a stream type change the rows.
     *
     * @throws DomainException if the view has those of this stream type already
     */
    public <E> View<R> on(StreamType<?, ?, E> type, Projection<E, R> projection) {
        if (type.keepsStateAlone()) {
            throw new DomainException("view " + name + ": the streams of " + type.name()
                    + " keep their latest state alone: they have no events to follow; onState follows their states");
        }
        return with(new Source<>(type, type.events().base(), false, projection));
    }

    /**
     * Lets the states of a stream type of which nothing else is kept change the rows. The projection is called with the
     * state that a stream has come to; those that were overwritten before the view came to them are passed over. So it
     * has to make the rows of the state alone, whatever they were before: each row of one stream, and none of another.
     *
     * @throws DomainException if events of the type are stored, or the view has a projection of it already
     */
    public <S> View<R> onState(StreamType<S, ?, ?> type, Projection<S, R> projection) {
        if (!type.keepsStateAlone()) {
            throw new DomainException("view " + name + ": events of " + type.name() + " are stored; on follows them");
        }
        return with(new Source<>(type, type.state(), true, projection));
    }

    private View<R> with(Source<?, R> source) {
        Map<String, Source<?, R>> more = new LinkedHashMap<>(sources);
        if (more.put(source.type().name(), source) != null) {
            throw new DomainException(
                    "view " + name + " has two projections of " + source.type().name());
        }
        return new View<>(name, row, revision, key, indexes, history, byStream, more, visibility);
    }

    /**
     * Lets each caller see those rows alone that the rule says, and that the settings let the caller see as well.
     * Without this, the settings alone say which.
     *
     * @param rule a pure function of the caller, who may be one of whom nothing is known
     * @throws DomainException if the rule cannot tell what that caller sees, or names a field that the row lacks
     */
    public View<R> visibleTo(Function<Caller, Visibility> rule) {
        View<R> changed = new View<>(name, row, revision, key, indexes, history, byStream, sources, rule);
        try {
            var _ = changed.visibility(Caller.ANONYMOUS);
        } catch (DomainException unknownField) {
            throw unknownField;
        } catch (RuntimeException failure) {
            throw new DomainException(
                    "view " + name + ": visibleTo cannot say what a caller sees of whom nothing is known", failure);
        }
        return changed;
    }

    /**
     * Returns which rows a caller may see.
     *
     * @throws DomainException if the rule names a field that the row lacks
     */
    public Visibility visibility(Caller caller) {
        Visibility visible = visibility.apply(caller);
        if (!visible.fields().isEmpty()) {
            var _ = known(visible.fields().toArray(String[]::new));
        }
        return visible;
    }

    private List<String> known(String... components) {
        Set<String> names = Arrays.stream(row.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        for (String component : components) {
            if (!names.contains(component)) {
                throw new DomainException("view " + name + ": " + row.getName() + " has no component " + component);
            }
        }
        if (components.length == 0) {
            throw new DomainException("view " + name + ": a key or an index has at least one component");
        }
        return List.of(components);
    }

    public String name() {
        return name;
    }

    public Class<R> row() {
        return row;
    }

    public int revision() {
        return revision;
    }

    public List<String> key() {
        return key;
    }

    public List<List<String>> indexes() {
        return indexes;
    }

    /** Tells whether each row's past is kept. */
    public boolean history() {
        return history;
    }

    /** Tells whether each row belongs to one stream. */
    public boolean isByStream() {
        return byStream;
    }

    /** Returns the projection of the events of a stream type, if the view reads them. */
    public Optional<Source<?, R>> source(String streamType) {
        return Optional.ofNullable(sources.get(streamType));
    }

    /** Tells whether it reads states of streams of which nothing else is kept. */
    public boolean followsStates() {
        return sources.values().stream().anyMatch(Source::isOfStates);
    }

    /** Returns the stream types that the view reads. */
    public Set<String> streamTypes() {
        return java.util.Collections.unmodifiableSet(sources.keySet());
    }

    @Override
    public String toString() {
        return "view " + name;
    }
}
