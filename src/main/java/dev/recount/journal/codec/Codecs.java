package dev.recount.journal.codec;

import dev.recount.administration.AdministrationRules;
import dev.recount.journal.rules.RulesFingerprint;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.MetadataNames;
import dev.recount.model.type.Claim;
import dev.recount.model.type.StreamType;
import dev.recount.privacy.Keys;
import dev.recount.privacy.subject.SubjectRules;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The codecs of all stream types of a server, by stream type. */
public final class Codecs {

    private static final SortedSet<String> NONE = Collections.emptySortedSet();

    private final Map<String, StreamCodec<?, ?, ?>> byType = new TreeMap<>();
    private final PersonalSeals seals;
    private final EventReader reader;

    /**
     * Makes the codecs of stream types whose rules have no fingerprint, and decide on nothing that is kept: personal
     * data is not sealed.
     *
     * @throws DomainException if two stream types have one name, or one of their types cannot be written as JSON
     */
    public Codecs(Collection<StreamType<?, ?, ?>> types) {
        this(PersonalSeals.NONE);
        types.forEach(type -> add(type, Optional.empty(), NONE));
    }

    private Codecs(PersonalSeals seals) {
        this.seals = seals;
        this.reader = new EventReader(this, seals.opening());
    }

    /**
     * Returns the codecs of all stream types of some domains for what is kept nowhere: personal data is not sealed, and
     * none that is can be opened. See {@link #of(Collection, Keys)}.
     */
    public static Codecs of(Collection<? extends Domain> domains) {
        return of(domains, PersonalSeals.NONE);
    }

    /** Returns the same for worlds: what is sealed is opened, and what they write is kept nowhere. */
    public Codecs forWorlds() {
        var codecs = new Codecs(seals.withoutSealing());
        byType.values().forEach(codec -> codecs.add(codec.type(), codec.rules(), codec.metadata()));
        return codecs;
    }

    /**
     * Returns the codecs of other domains for worlds; see {@link #forWorlds()} and {@link #of(Collection, Keys)}.
     */
    public Codecs forWorlds(Collection<? extends Domain> domains) {
        return of(domains, seals.withoutSealing());
    }

    /**
     * Returns the codecs of all stream types of some domains, each with the fingerprint of its domain's rules, of the
     * record of administration, and of the streams that tell of erased persons, where there can be any. Reads the jars
     * or folders that domains without a revision come from.
     *
     * @param keys the keys of the persons whose data they hold
     * @throws DomainException if two stream types have one name, or define values of one name that they do not share;
     *     if one of their types cannot be written as JSON, or a domain has no fingerprint that could be kept
     */
    public static Codecs of(Collection<? extends Domain> domains, Keys keys) {
        Optional<PersonalSeal> seal = Optional.of(new PersonalSeal(keys));
        Codecs codecs = of(domains, new PersonalSeals(seal));
        codecs.add(AdministrationRules.TYPE, Optional.empty(), NONE);
        if (keys.areKept()) {
            codecs.add(SubjectRules.TYPE, Optional.empty(), NONE);
        }
        return codecs;
    }

    private static Codecs of(Collection<? extends Domain> domains, PersonalSeals seals) {
        var codecs = new Codecs(seals);
        for (Domain domain : domains) {
            Optional<String> rules = RulesFingerprint.of(domain);
            SortedSet<String> metadata = MetadataNames.of(domain);
            domain.streamTypes().forEach(type -> codecs.add(type, rules, metadata));
        }
        return codecs;
    }

    private void add(StreamType<?, ?, ?> type, Optional<String> rules, SortedSet<String> metadata) {
        requireAgreement(type);
        StreamCodec<?, ?, ?> other = byType.putIfAbsent(type.name(), new StreamCodec<>(type, rules, metadata, seals));
        if (other != null) {
            throw new DomainException("the stream type " + type.name() + " is defined twice, with "
                    + other.type().aggregate().getClass().getName() + " and with "
                    + type.aggregate().getClass().getName());
        }
    }

    /** Two definitions of one name would share their values without anybody's having said so. */
    private void requireAgreement(StreamType<?, ?, ?> type) {
        for (Claim<?> claim : type.claims()) {
            types().stream()
                    .filter(other -> !other.name().equals(type.name()))
                    .filter(other -> other.claims().stream()
                            .anyMatch(theirs -> theirs.name().equals(claim.name())
                                    && !theirs.unique().equals(claim.unique())))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new DomainException("unique: the stream types " + other.name() + " and " + type.name()
                                + " each define values of " + claim.name() + ": they share one Unique, or one of them"
                                + " takes another name");
                    });
        }
    }

    /** Returns the codec of a stream type, if there is such a type. */
    public Optional<StreamCodec<?, ?, ?>> find(String streamType) {
        return Optional.ofNullable(byType.get(streamType));
    }

    /** Returns all codecs, in the order of their stream types' names. */
    public List<StreamCodec<?, ?, ?>> all() {
        return List.copyOf(byType.values());
    }

    /** Returns all stream types, in the order of their names. */
    public List<StreamType<?, ?, ?>> types() {
        return byType.values().stream()
                .<StreamType<?, ?, ?>>map(StreamCodec::type)
                .toList();
    }

    /** Returns the names of what senders may note beside the commands of some stream type, in order. */
    public SortedSet<String> metadata() {
        return byType.values().stream()
                .flatMap(codec -> codec.metadata().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Tells whether streams of some type hold personal data. */
    public boolean holdPersonal() {
        return byType.values().stream().anyMatch(StreamCodec::holdsPersonal);
    }

    /** Tells whether the values of a name, of which one stream at a time holds each, are personal data. */
    public boolean holdPersonalClaims(String name) {
        return byType.values().stream().anyMatch(codec -> codec.claims().isPersonal(name));
    }

    /** Returns the one reader of stored events, of whichever stream type they are. */
    public EventReader reader() {
        return reader;
    }

    /** Returns the codec of the stream type that stores events under a name. */
    Optional<StreamCodec<?, ?, ?>> ofEvent(String storedName) {
        int dot = storedName.indexOf('.');
        return dot < 0 ? Optional.empty() : find(storedName.substring(0, dot));
    }

    /** Tells whether events stored under a name can be read, be they of today or of an earlier form. */
    public boolean canRead(String storedName) {
        return ofEvent(storedName)
                .filter(codec -> codec.events().canRead(storedName))
                .isPresent();
    }
}
