package dev.recount.journal.correction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All corrections of a stream, and what those come to that are laid over. Immutable.
 *
 * <p>Of several that are about one event, the last one holds; those that are read after an event come in the order in
 * which they were made. One that is about an earlier correction takes that one's place, and gives it back when it is
 * withdrawn.
 */
public final class Corrections {

    /** A stream without any. */
    public static final Corrections NONE = new Corrections(List.of(), Known.Today.INSTANCE);

    private final List<RecordedCorrection> all;
    private final Known known;
    private final Map<Long, Overlay> overlays;
    private final Set<Long> recorded;

    private Corrections(List<RecordedCorrection> all, Known known) {
        this.all = List.copyOf(all);
        this.known = known;
        this.recorded = all.stream().map(RecordedCorrection::version).collect(Collectors.toUnmodifiableSet());
        this.overlays = overlays(all.stream().filter(known::includes).toList(), recorded);
    }

    /** Returns those of a stream, in the order of their versions; all are laid over. */
    public static Corrections of(List<RecordedCorrection> all) {
        return all.isEmpty() ? NONE : new Corrections(all, Known.Today.INSTANCE);
    }

    /** Returns the same, of which those are laid over that were known. */
    public Corrections known(Known then) {
        return then.equals(known) ? this : new Corrections(all, then);
    }

    /** Returns the same with one more, the latest. */
    public Corrections with(RecordedCorrection next) {
        var more = new ArrayList<>(all);
        more.add(next);
        return new Corrections(more, known);
    }

    /** Returns all of the stream, in the order of their versions, also those that are not laid over. */
    public List<RecordedCorrection> all() {
        return all;
    }

    /** Tells whether one of them has been taken back, by one that has not been taken back itself. */
    public boolean isWithdrawn(long version) {
        return withoutWithdrawn(all).stream()
                .anyMatch(each -> each.correction() instanceof Correction.Withdrawn(var of, var _) && of == version);
    }

    /** Returns the approval of a proposal, if there is one. */
    public Optional<RecordedCorrection> approvalOf(long version) {
        return all.stream()
                .filter(each -> each.correction() instanceof Correction.Approved(var of, var _) && of == version)
                .findFirst();
    }

    /** Returns the correction that is recorded at a version, if one is. */
    public Optional<RecordedCorrection> at(long version) {
        return all.stream().filter(each -> each.version() == version).findFirst();
    }

    /** Returns how an event is to be read. */
    public Overlay of(long version) {
        return overlays.getOrDefault(version, Overlay.NONE);
    }

    /**
     * Returns how an event is to be read; one that is a correction, but not one of these, cannot be.
     *
     * @param isCorrection whether it is stored as a correction
     */
    public Overlay of(long version, boolean isCorrection) {
        if (isCorrection && !recorded.contains(version)) {
            return Overlay.broken("it is a correction that is not on the list of its stream's corrections");
        }
        return of(version);
    }

    /** Returns the events that are read otherwise than they are stored, with how. */
    public Map<Long, Overlay> overlays() {
        return overlays;
    }

    /**
     * Tells whether a state that a stream had at a version, when it knew of what had been corrected by then, is still
     * the one that it is to have had.
     */
    public boolean leave(long version) {
        if (all.isEmpty()) {
            return true;
        }
        Map<Long, Overlay> then = known(new Known.AtVersion(version)).overlays;
        return Stream.concat(then.keySet().stream(), overlays.keySet().stream())
                .filter(each -> each <= version)
                .allMatch(each -> then.getOrDefault(each, Overlay.NONE).equals(of(each)));
    }

    /** The statement of a correction on an event, once later corrections of that correction have been heard. */
    private record Statement(Correction first, List<CorrectedEvent> read, List<Long> by) {

        Statement replacedBy(long version, List<CorrectedEvent> other) {
            return new Statement(
                    first, other, Stream.concat(by.stream(), Stream.of(version)).toList());
        }

        Overlay over(Overlay before) {
            return first instanceof Correction.After ? before.andAfter(read, by) : before.butInstead(read, by);
        }
    }

    private static Map<Long, Overlay> overlays(List<RecordedCorrection> known, Set<Long> recorded) {
        var statements = new TreeMap<Long, Statement>();
        var firstOf = new HashMap<Long, Long>();
        for (RecordedCorrection each : withoutWithdrawn(known)) {
            switch (each.correction()) {
                case Correction.Instead(var of, var read, var _)
                when recorded.contains(of) ->
                    // nothing, if that one is not known or was withdrawn
                    Optional.ofNullable(firstOf.get(of)).ifPresent(first -> {
                        firstOf.put(each.version(), first);
                        statements.computeIfPresent(
                                first, (_, statement) -> statement.replacedBy(each.version(), read));
                    });
                case Correction.Instead instead -> begin(statements, firstOf, each, instead.read());
                case Correction.After after -> begin(statements, firstOf, each, after.read());
                case Correction.Withdrawn _, Correction.Proposed _, Correction.Approved _ -> {}
            }
        }
        var overlays = new TreeMap<Long, Overlay>();
        for (Statement statement : statements.values()) {
            overlays.compute(
                    statement.first().version(), (_, before) -> statement.over(before == null ? Overlay.NONE : before));
        }
        return Collections.unmodifiableMap(overlays);
    }

    private static void begin(
            Map<Long, Statement> statements,
            Map<Long, Long> firstOf,
            RecordedCorrection correction,
            List<CorrectedEvent> read) {
        long version = correction.version();
        statements.put(version, new Statement(correction.correction(), read, List.of(version)));
        firstOf.put(version, version);
    }

    /** The latest is heard first: a withdrawal that was withdrawn withdraws nothing. */
    private static Collection<RecordedCorrection> withoutWithdrawn(List<RecordedCorrection> known) {
        var left = new TreeMap<Long, RecordedCorrection>();
        known.forEach(each -> left.put(each.version(), each));
        for (RecordedCorrection each : List.copyOf(left.descendingMap().values())) {
            if (left.containsKey(each.version()) && each.correction() instanceof Correction.Withdrawn withdrawn) {
                left.remove(withdrawn.version());
            }
        }
        return left.values();
    }
}
