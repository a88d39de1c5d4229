package dev.recount.access.settings;

import dev.recount.access.credential.CredentialSettings;
import dev.recount.access.rule.DomainRules;
import dev.recount.access.rule.Permissions;
import dev.recount.access.rule.Rule;
import dev.recount.model.caller.Caller;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings of who may do what.
 *
 * @param credentials who callers are
 * @param certificates the file of the authorities whose certificates clients may show to be known by, if they may
 * @param proxy the proxy that tells who callers are, if there is one
 * @param rules what they may do
 */
public record AccessSettings(
        CredentialSettings credentials, Optional<Path> certificates, Optional<ProxySettings> proxy, List<Rule> rules) {

    public AccessSettings {
        rules = List.copyOf(rules);
    }

    /** Tells whether callers have to be known. */
    public boolean isOn() {
        return !credentials.issuers().isEmpty()
                || credentials.callers().isPresent()
                || certificates.isPresent()
                || proxy.isPresent();
    }

    /** Returns the kinds of credentials that are taken. */
    public List<CredentialKind> accepted() {
        var kinds = new ArrayList<CredentialKind>();
        if (credentials.callers().isPresent()) {
            kinds.addAll(List.of(CredentialKind.BASIC, CredentialKind.KEY));
        }
        if (!credentials.issuers().isEmpty()) {
            kinds.add(CredentialKind.BEARER);
        }
        certificates.ifPresent(_ -> kinds.add(CredentialKind.CERTIFICATE));
        proxy.ifPresent(_ -> kinds.add(CredentialKind.PROXY));
        return kinds;
    }

    /** Returns what a caller may do, as far as the rules of domains let it be. */
    public Permissions permissions(Caller caller, DomainRules domains) {
        return isOn() ? Permissions.of(caller, rules, domains) : Permissions.ofAll(caller, domains);
    }

    /** Returns the same settings, with another proxy and other rules. */
    public AccessSettings with(ProxySettings other, List<Rule> otherRules) {
        return new AccessSettings(credentials, certificates, Optional.of(other), otherRules);
    }
}
