package dev.recount.journal.damage;

import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The damaged streams as this node knows them, and those that one of its readers has stumbled over, which are to be
 * looked at. Asked for each event that is read and for each command; for any number of threads.
 */
public final class DamagedStreams {

    private static final int MOST_SUSPECTS = 1_000;

    private volatile Map<StreamId, Damage> marks = Map.of();
    private final Set<StreamId> suspects = ConcurrentHashMap.newKeySet();

    /** Returns what is wrong with a stream, if something is known to be. */
    public Optional<Damage> of(StreamId stream) {
        Map<StreamId, Damage> known = marks;
        return known.isEmpty() ? Optional.empty() : Optional.ofNullable(known.get(stream));
    }

    /** Returns all of them, in the order of their names. */
    public List<Damage> all() {
        return marks.values().stream()
                .sorted((one, other) ->
                        one.stream().toString().compareTo(other.stream().toString()))
                .toList();
    }

    /** Returns how many there are. */
    public int count() {
        return marks.size();
    }

    /** Knows these, and no others, from now on. */
    public void know(Collection<Damage> damaged) {
        marks = damaged.stream()
                .collect(Collectors.toUnmodifiableMap(Damage::stream, Function.identity(), (first, _) -> first));
    }

    /** Takes notice that a stream could not be read as it should be. */
    public void suspect(StreamId stream) {
        if (suspects.size() < MOST_SUSPECTS && of(stream).isEmpty()) {
            suspects.add(stream);
        }
    }

    /** Returns the streams that are to be looked at, each once. */
    public List<StreamId> takeSuspects() {
        var taken = new ArrayList<>(suspects);
        taken.forEach(suspects::remove);
        return taken;
    }
}
