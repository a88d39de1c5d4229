package dev.recount.access.credential;

import dev.recount.administration.AdministrationCommand.NoteCallersChange;
import dev.recount.administration.NamedCaller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The difference between two readings of the file of callers, by names: nothing that anybody shows is in it. */
final class CallersChange {

    /** The most that are named of each, so that it can be stored whatever the file holds. */
    static final int MOST_NAMED = 50;

    private static final Comparator<NamedCaller> ORDER =
            Comparator.comparing(NamedCaller::name).thenComparing(NamedCaller::kind);

    private final List<NamedCaller> added = new ArrayList<>();
    private final List<NamedCaller> removed = new ArrayList<>();
    private final List<NamedCaller> changed = new ArrayList<>();
    private long others;

    private CallersChange() {}

    static NoteCallersChange between(List<KnownCaller> before, List<KnownCaller> now) {
        var change = new CallersChange();
        Map<NamedCaller, Set<KnownCaller>> old = byName(before);
        Map<NamedCaller, Set<KnownCaller>> current = byName(now);
        current.forEach((name, entries) -> {
            if (!old.containsKey(name)) {
                change.name(name, change.added);
            } else if (!entries.equals(old.get(name))) {
                change.name(name, change.changed);
            }
        });
        old.keySet().stream()
                .filter(name -> !current.containsKey(name))
                .forEach(name -> change.name(name, change.removed));
        return new NoteCallersChange(change.added, change.removed, change.changed, change.others);
    }

    /** Somebody may have more keys than one. */
    private static Map<NamedCaller, Set<KnownCaller>> byName(List<KnownCaller> callers) {
        return callers.stream()
                .collect(Collectors.groupingBy(
                        caller -> new NamedCaller(caller.isKey() ? "api-key" : "user", caller.name()),
                        () -> new TreeMap<>(ORDER),
                        Collectors.toCollection(HashSet::new)));
    }

    private void name(NamedCaller caller, List<NamedCaller> among) {
        if (among.size() < MOST_NAMED) {
            among.add(caller);
        } else {
            others++;
        }
    }
}
