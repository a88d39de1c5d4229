package dev.recount.access.rule;

import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.model.caller.Readers;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.model.view.Visibility;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of domains about who may see what: they narrow what the settings give, and hold also where the settings
 * know no callers. A rule that fails lets nobody see anything.
 */
public final class DomainRules {

    /** The rules of domains that have none. */
    public static final DomainRules NONE = new DomainRules(Map.of(), Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(DomainRules.class);

    private final Map<String, Readers> readers;
    private final Map<String, View<?>> views;

    private DomainRules(Map<String, Readers> readers, Map<String, View<?>> views) {
        this.readers = Map.copyOf(readers);
        this.views = Map.copyOf(views);
    }

    /** Returns the rules of stream types and views. */
    public static DomainRules of(Collection<? extends StreamType<?, ?, ?>> types, Collection<? extends View<?>> views) {
        var readers = new HashMap<String, Readers>();
        types.forEach(type -> type.readers().ifPresent(rule -> readers.put(type.name(), rule)));
        var byName = new HashMap<String, View<?>>();
        views.forEach(view -> byName.put(view.name(), view));
        return new DomainRules(readers, byName);
    }

    /** Tells whether a caller may read a stream. */
    boolean permit(Caller caller, StreamId stream) {
        Readers rule = readers.get(stream.type());
        return rule == null || asked(stream, () -> rule.include(caller, stream), false);
    }

    /** Tells whether a caller may read all streams. */
    boolean permitAllStreams(Caller caller) {
        return readers.entrySet().stream()
                .allMatch(each -> asked(each.getKey(), () -> each.getValue().includeForAll(caller), false));
    }

    /** Returns the rows of a view that a caller may see. */
    Visibility rows(Caller caller, String view) {
        return Optional.ofNullable(views.get(view))
                .map(known -> rows(caller, known))
                .orElseGet(Visibility::all);
    }

    private static Visibility rows(Caller caller, View<?> view) {
        return asked(view, () -> view.visibility(caller), Visibility.none());
    }

    /** What a rule cannot say, it does not permit; its defect is told in the log. */
    private static <T> T asked(Object whose, Supplier<T> rule, T otherwise) {
        try {
            return rule.get();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.error("The rule of {} about who may see it failed, and lets nobody", whose, defect);
            return otherwise;
        }
    }
}
