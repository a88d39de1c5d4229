package dev.recount.claim;

import dev.recount.claim.ClaimStatus.OfType;
import dev.recount.claim.ClaimStatus.State;
import dev.recount.claim.settlement.Settlement;
import dev.recount.database.Database;
import dev.recount.journal.JournalKey;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.table.ClaimDefinition;
import dev.recount.journal.claim.table.ClaimRow;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.journal.claim.table.ClaimTable.Counted;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Known;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import dev.recount.replay.Replay;
import dev.recount.replay.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The values that streams hold, as the tables have them and as they follow from events. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when a database does not answer.
 */
public final class Claims {

    private static final int MOST_TOLD = 100;

    private final Codecs codecs;
    private final Replay replay;
    private final ClaimTable table;
    private final Optional<Settlement> settlement;
    private final Map<Defined, List<StreamId>> uncounted = new ConcurrentHashMap<>();

    public Claims(PerJournal<Database> journals, Codecs codecs, Replay replay) {
        boolean areSeveral = journals.all().size() > 1;
        this.codecs = codecs;
        this.replay = replay;
        this.table = new ClaimTable(journals.home(), areSeveral);
        this.settlement = areSeveral ? Optional.of(new Settlement(journals)) : Optional.empty();
    }

    /** Returns how what streams hold comes into the home journal, where there are several. */
    public Optional<Settlement> settlement() {
        return settlement;
    }

    /** The values of a name that streams of a type hold. */
    public record Defined(String name, String streamType) {

        /** Returns the role of the nodes whose domains define it. */
        public String role() {
            return "claim:" + name + ":" + streamType;
        }
    }

    /** Returns what the domains define. */
    public static List<Defined> defined(Codecs codecs) {
        return codecs.all().stream()
                .flatMap(codec -> codec.claims().names().stream()
                        .map(name -> new Defined(name, codec.type().name())))
                .toList();
    }

    /**
     * Makes what the domains define known to the journal, before a stream of this node writes to it.
     *
     * @param isAlone whether no other node is at work
     */
    public void define(boolean isAlone) {
        defined(codecs)
                .forEach(each -> table.define(
                        each.name,
                        each.streamType,
                        isAlone
                                && (settlement.isEmpty()
                                        || streams(each.streamType, Optional.empty(), 1)
                                                .isEmpty())));
    }

    /** Tells whether the values of a name are personal data. */
    public boolean isPersonal(String name) {
        return codecs.holdPersonalClaims(name);
    }

    /** Returns the stream that holds a value, if one does. */
    public Optional<StreamId> find(String name, String value) {
        return codecs.all().stream()
                .flatMap(codec -> codec.claims().code(name, value).stream())
                .findFirst()
                .flatMap(code -> {
                    settle(name, code);
                    return table.holder(name, code);
                });
    }

    private void settle(String name, String code) {
        settlement.ifPresent(
                all -> all.settle(name, code, table.holder(name, code).map(JournalKey::of)));
    }

    /**
     * Returns the name of what a stream would take and another one holds, if one does and what was held before is
     * counted. Only the write itself can tell for certain.
     */
    public Optional<String> taken(StreamId stream, Claimed claimed) {
        claimed.changes().forEach(change -> change.code().ifPresent(code -> settle(change.name(), code)));
        return claimed.changes().stream()
                .filter(change -> table.isTaken(stream, change, claimed.from()))
                .map(ClaimChange::name)
                .findFirst();
    }

    /** Writes anew what a stream holds, as its state may be another one with the same events. */
    public void recount(StreamId stream) {
        boolean holdsSome = codecs.find(stream.type())
                .filter(codec -> !codec.claims().names().isEmpty())
                .isPresent();
        Optional<Counted> counted = holdsSome ? count(stream, _ -> true) : Optional.empty();
        while (counted.isPresent() && !table.replace(List.of(counted.get())).isEmpty()) {
            counted = count(stream, _ -> true);
        }
    }

    /**
     * Counts from its events what a stream holds of a name.
     *
     * @return nothing where it is damaged
     * @throws RuntimeException if the rules fail on its state
     */
    Optional<Counted> count(StreamId stream, String name) {
        return count(stream, name::equals);
    }

    private Optional<Counted> count(StreamId stream, Predicate<String> names) {
        settlement.ifPresent(all -> all.settle(JournalKey.of(stream)));
        return replay.near(stream, Long.MAX_VALUE, Known.Today.INSTANCE)
                .to(Long.MAX_VALUE)
                .snapshot()
                .map(snapshot -> counted(snapshot, names));
    }

    private static <S> Counted counted(Snapshot<S> snapshot, Predicate<String> names) {
        SortedMap<String, String> held = held(snapshot);
        List<ClaimChange> changes = snapshot.codec().claims().names().stream()
                .filter(names)
                .map(name -> new ClaimChange(name, Optional.ofNullable(held.get(name)), true))
                .toList();
        StreamId stream = snapshot.stream();
        return new Counted(
                stream,
                snapshot.live().version(),
                new ClaimRow(JournalKey.of(stream), new Claimed(changes, List.of())));
    }

    /**
     * Returns the codes of what a stream holds, by the names; a stream that goes on elsewhere holds nothing any more.
     *
     * @throws RuntimeException if the rules fail on its state
     */
    public static <S> SortedMap<String, String> held(Snapshot<S> snapshot) {
        return snapshot.live().moves().moved().isPresent()
                ? new TreeMap<>()
                : snapshot.codec().claims().of(snapshot.live().state());
    }

    /** Returns the names of which streams hold values, with how far each has come. */
    public List<ClaimStatus> all() {
        return table.definitions().stream()
                .collect(Collectors.groupingBy(ClaimDefinition::name, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(named -> status(named.getKey(), named.getValue()))
                .toList();
    }

    private ClaimStatus status(String name, List<ClaimDefinition> definitions) {
        return new ClaimStatus(
                name,
                definitions.stream()
                        .map(each -> new OfType(each.streamType(), state(each)))
                        .toList(),
                table.held(name),
                table.duplicates(name),
                table.duplicates(name, MOST_TOLD),
                uncounted(definitions));
    }

    /** What this node knows may be of a turn before, and holds no longer once the streams are counted. */
    private List<StreamId> uncounted(List<ClaimDefinition> definitions) {
        return definitions.stream()
                .filter(each -> !each.isBuilt())
                .flatMap(
                        each -> uncounted.getOrDefault(new Defined(each.name(), each.streamType()), List.of()).stream())
                .limit(MOST_TOLD)
                .toList();
    }

    /** Notes which streams of a type could not be counted. */
    void noteUncounted(Defined one, List<StreamId> streams) {
        uncounted.put(one, streams);
    }

    /** Returns how many streams could not be counted. */
    long uncounted() {
        return uncounted.values().stream().mapToLong(List::size).sum();
    }

    private static State state(ClaimDefinition definition) {
        if (definition.isInForce()) {
            return State.IN_FORCE;
        }
        return definition.isBuilt() ? State.DUPLICATES : State.BUILDING;
    }

    ClaimTable table() {
        return table;
    }

    Codecs codecs() {
        return codecs;
    }

    /** Returns some of the streams of a type, in the order of their names. */
    List<StreamId> streams(String type, Optional<String> after, int most) {
        return replay.journal().streams(type, after, most).stream()
                .map(id -> new StreamId(type, id))
                .toList();
    }

    /** Tells whether there are any, of today's domains or of those of before. */
    public boolean areThere() {
        return areDefined(codecs) || !table.definitions().isEmpty();
    }

    /** Tells whether any of the domains has streams hold values. */
    public static boolean areDefined(Codecs codecs) {
        return codecs.all().stream()
                .map(StreamCodec::claims)
                .anyMatch(claims -> !claims.names().isEmpty());
    }
}
