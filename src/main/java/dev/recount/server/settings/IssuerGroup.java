package dev.recount.server.settings;

import dev.recount.access.credential.IssuerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The settings of each issuer of tokens in {@code recount.access.issuers}. */
final class IssuerGroup {

    private static final String ABSENT = "issuer = \"\", audience = \"\", algorithms = [RS256], keys-url = \"\","
            + " ca-file = \"\", principal-claim = sub, principal-prefix = \"\", roles-claim = roles, clock-skew = 30 s";

    private static final List<String> KNOWN =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private IssuerGroup() {}

    static List<IssuerSettings> read(SettingsReader access) {
        var issuers = new ArrayList<IssuerSettings>();
        var names = new TreeSet<String>();
        for (SettingsReader group : access.groupsInList("issuers", ABSENT)) {
            IssuerSettings issuer = issuer(group);
            if (!names.add(issuer.issuer())) {
                throw group.impossible("issuer", "is there more than once");
            }
            issuers.add(issuer);
        }
        return issuers;
    }

    private static IssuerSettings issuer(SettingsReader group) {
        var issuer = new IssuerSettings(
                group.text("issuer"),
                group.text("audience"),
                algorithms(group),
                group.optionalUrl("keys-url"),
                group.optionalPath("ca-file"),
                group.text("principal-claim"),
                group.optionalText("principal-prefix"),
                group.text("roles-claim"),
                group.duration("clock-skew", Duration.ZERO, Duration.ofMinutes(5)));
        issuer.keys()
                .ifPresentOrElse(
                        keys -> requireSecret(group, "keys-url", keys),
                        () -> requireSecret(group, "issuer", group.url("issuer")));
        return issuer;
    }

    /** Whoever can change the keys on their way can make tokens. */
    private static void requireSecret(SettingsReader group, String name, URI url) {
        if (!IssuerSettings.isSafe(url)) {
            throw group.impossible(name, "must begin with https://, but for an issuer on this machine");
        }
    }

    /** A symmetric key would be known to two, and who knows it can make tokens. */
    private static Set<String> algorithms(SettingsReader group) {
        List<String> algorithms = group.texts("algorithms");
        if (algorithms.isEmpty() || !KNOWN.containsAll(algorithms)) {
            throw group.impossible("algorithms", "must be of " + String.join(", ", KNOWN) + ", not " + algorithms);
        }
        return Set.copyOf(algorithms);
    }
}
