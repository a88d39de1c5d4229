package dev.recount.server;

import dev.recount.access.Right;
import dev.recount.access.rule.Rule;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.settings.SettingsException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The check of rules against the domains: a rule with a name that is misspelt would give nothing, in silence. */
final class RuleCheck {

    private final Set<String> types;
    private final Set<String> commands;
    private final Set<String> views;

    private RuleCheck(List<Domain> domains, Codecs codecs) {
        this.types = names(codecs.types().stream().map(StreamType::name).toList());
        this.commands = names(codecs.types().stream()
                .flatMap(type -> type.commands().byName().keySet().stream())
                .toList());
        this.views = names(domains.stream()
                .flatMap(domain -> domain.views().stream())
                .map(View::name)
                .toList());
    }

    private static Set<String> names(Collection<String> names) {
        return new TreeSet<>(names);
    }

    /**
     * Makes sure that what rules name is there.
     *
     * @throws SettingsException if a rule names a stream type, a command or a view that no domain has
     */
    static void require(List<Rule> rules, List<Domain> domains, Codecs codecs) {
        var check = new RuleCheck(domains, codecs);
        for (int i = 0; i < rules.size(); i++) {
            check.require("recount.access.rules, entry " + (i + 1), rules.get(i));
        }
    }

    /** The persons that may be forgotten are no streams, and have types of their own. */
    private void require(String entry, Rule rule) {
        if (!rule.rights().contains(Right.ERASE)) {
            Set<String> named = rule.streams().stream()
                    .flatMap(pattern -> pattern.type().stream())
                    .collect(Collectors.toSet());
            requireAll(entry + ".streams: there is no stream type ", named, types);
        }
        requireAll(entry + ".commands: there is no command ", rule.commands(), commands);
        requireAll(
                entry + ".views: there is no view ",
                rule.views().stream().filter(view -> !view.equals(Rule.ANY)).collect(Collectors.toSet()),
                views);
    }

    private static void requireAll(String problem, Set<String> named, Set<String> known) {
        for (String name : new TreeSet<>(named)) {
            if (!known.contains(name)) {
                throw new SettingsException(problem + name + "; there are " + String.join(", ", known));
            }
        }
    }
}
