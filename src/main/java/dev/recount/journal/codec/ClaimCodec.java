package dev.recount.journal.codec;

import dev.recount.journal.HashChain;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.model.DomainException;
import dev.recount.model.type.Claim;
import dev.recount.model.type.StreamType;
import dev.recount.model.type.Unique;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The form of the values that streams of one type hold: a code for each, of one length whatever the value's is.
 *
 * @param <S> the state
 */
public final class ClaimCodec<S> {

    private final List<Claim<S>> claims;
    private final List<String> names;
    private final Optional<PersonalSeal> seal;

    ClaimCodec(StreamType<S, ?, ?> type, boolean holdsPersonal, Optional<PersonalSeal> seal) {
        this.claims = type.claims();
        this.names = claims.stream().map(Claim::name).toList();
        this.seal = seal;
        claims.stream()
                .filter(claim -> claim.unique().isPersonal() && !holdsPersonal)
                .findFirst()
                .ifPresent(claim -> {
                    throw new DomainException(type + ": " + claim.name()
                            + " is personal data, and its commands, events and states hold none");
                });
    }

    /** Returns the names of which its streams hold values, in the order of their definition. */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the codes of the values that a stream of a state holds, by their names.
     *
     * @throws RuntimeException if the rules fail on it
     */
    public SortedMap<String, String> of(S state) {
        var held = new TreeMap<String, String>();
        for (Claim<S> claim : claims) {
            claim.of(state).ifPresent(value -> held.put(claim.name(), code(claim.unique(), value)));
        }
        return held;
    }

    /**
     * Returns what a stream holds otherwise after a change of its state.
     *
     * @param before nothing where it is not known, so that it may have held anything
     * @param after nothing where it holds nothing any more
     * @throws RuntimeException if the rules fail on one of the states
     */
    public List<ClaimChange> changes(Optional<S> before, Optional<S> after) {
        if (claims.isEmpty()) {
            return List.of();
        }
        SortedMap<String, String> was = before.map(this::of).orElseGet(TreeMap::new);
        SortedMap<String, String> is = after.map(this::of).orElseGet(TreeMap::new);
        var changes = new ArrayList<ClaimChange>();
        for (Claim<S> claim : claims) {
            Optional<String> old = Optional.ofNullable(was.get(claim.name()));
            Optional<String> now = Optional.ofNullable(is.get(claim.name()));
            if (before.isEmpty() || !old.equals(now)) {
                changes.add(new ClaimChange(claim.name(), now, before.isEmpty() || old.isPresent()));
            }
        }
        return changes;
    }

    /** Tells whether its streams hold values of a name that are personal data. */
    public boolean isPersonal(String name) {
        return claims.stream()
                .anyMatch(claim -> claim.name().equals(name) && claim.unique().isPersonal());
    }

    /** Returns what stands for a value of a name; nothing where its streams hold none of that name. */
    public Optional<String> code(String name, String value) {
        return claims.stream()
                .filter(claim -> claim.name().equals(name))
                .findFirst()
                .map(claim -> code(claim.unique(), value));
    }

    /** Names hold no line feed, so that no two of name and value together are the same text. */
    private String code(Unique<?> unique, String value) {
        String text = unique.name() + "\n" + value;
        return unique.isPersonal()
                ? seal.orElseThrow(() -> new IllegalStateException(unique + " is kept nowhere"))
                        .code(text)
                : sha256(text);
    }

    private static String sha256(String text) {
        return HashChain.encode(HashChain.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
