package dev.recount.world.rules;

import dev.recount.journal.codec.Codecs;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.replay.world.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** All the rules that a server knows, by their names. */
public final class RuleBook {

    /** The name of the rules that are served. */
    public static final String SERVED = "served";

    private final List<Domain> domains;
    private final Codecs codecs;
    private final Rules served;
    private final Optional<RuleFolder> folder;
    private final UnaryOperator<List<Domain>> check;

    /**
     * Opens the book.
     *
     * @param domains the domains that are served
     * @param codecs theirs
     * @param folder the folder of jars with other rules, if there is one
     * @param check makes sure that domains fit together, and throws a {@link DomainException} if they do not
     */
    public RuleBook(
            List<Domain> domains, Codecs codecs, Optional<RuleFolder> folder, UnaryOperator<List<Domain>> check) {
        this.domains = List.copyOf(domains);
        this.codecs = codecs;
        this.served = Rules.of(SERVED, codecs.forWorlds(), domains);
        this.folder = folder;
        this.check = check;
    }

    /** Returns the rules that are served. */
    public Rules served() {
        return served;
    }

    /** Returns the names of all other rules there are. */
    public List<String> names() {
        var names = new TreeSet<String>();
        domains.forEach(domain -> names.addAll(domain.alternatives().keySet()));
        folder.ifPresent(jars -> names.addAll(jars.names()));
        return List.copyOf(names);
    }

    /**
     * Returns the rules of a name: the domains that are served, with the alternative in the place of its own.
     *
     * @throws DomainException if they cannot be loaded, or do not fit together
     */
    public Optional<Rules> find(String name) {
        if (name.equals(SERVED)) {
            return Optional.of(served);
        }
        return alternative(name)
                .or(() -> folder.flatMap(jars -> jars.find(name)).map(own -> with(name, own)));
    }

    private Optional<Rules> alternative(String name) {
        var found = new TreeMap<String, Domain>();
        for (Domain domain : domains) {
            Domain alternative = domain.alternatives().get(name);
            if (alternative != null) {
                found.put(domain.name(), alternative);
            }
        }
        if (found.size() > 1) {
            throw new DomainException(
                    "the rules " + name + " are alternatives of several domains: " + String.join(", ", found.keySet()));
        }
        return found.entrySet().stream().findFirst().map(only -> replaced(name, only.getKey(), only.getValue()));
    }

    private Rules replaced(String name, String domain, Domain alternative) {
        return rules(
                name,
                domains.stream()
                        .map(each -> each.name().equals(domain) ? alternative : each)
                        .toList());
    }

    /** Returns the rules of some domains, which take the places of those of their names that are served. */
    public Rules with(String name, List<Domain> others) {
        List<Domain> all = new ArrayList<>(domains);
        for (Domain other : others) {
            all.removeIf(domain -> domain.name().equals(other.name()));
            all.add(other);
        }
        return rules(name, all);
    }

    private Rules rules(String name, List<Domain> all) {
        List<Domain> checked = check.apply(all);
        return Rules.of(name, codecs.forWorlds(checked), checked);
    }
}
