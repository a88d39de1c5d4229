package dev.recount.server.settings;

import dev.recount.access.Right;
import dev.recount.access.credential.CallerNames;
import dev.recount.access.credential.CredentialSettings;
import dev.recount.access.rule.Rule;
import dev.recount.access.rule.StreamPattern;
import dev.recount.access.settings.AccessSettings;
import dev.recount.access.settings.ProxySettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of the group {@code recount.access}. */
final class AccessGroup {

    private static final String RULE =
            "roles = [], claims = {}, rights = [], streams = [], commands = [], views = [], rows = {}";

    private AccessGroup() {}

    static AccessSettings read(SettingsReader root) {
        SettingsReader access = root.within("access");
        Optional<Path> certificates = access.optionalPath("client-ca-file");
        var credentials = new CredentialSettings(
                IssuerGroup.read(access),
                access.optionalPath("callers-file"),
                access.duration("reload-interval", Duration.ofMillis(100), Duration.ofDays(1)),
                members(access));
        var settings = new AccessSettings(credentials, certificates, proxy(access.within("proxy")), rules(access));
        if (!settings.isOn() && !settings.rules().isEmpty()) {
            throw access.impossible(
                    "rules",
                    "there must be none where nothing tells who callers are: set issuers, callers-file, client-ca-file"
                            + " or proxy.header");
        } else if (certificates.isPresent()
                && root.within("http")
                        .within("tls")
                        .optionalPath("certificate-file")
                        .isEmpty()) {
            throw access.impossible("client-ca-file", "takes recount.http.tls");
        }
        return settings;
    }

    private static Map<String, Set<String>> members(SettingsReader access) {
        SettingsReader roles = access.within("roles");
        var members = new HashMap<String, Set<String>>();
        for (String role : roles.names()) {
            List<String> names = roles.texts(role);
            names.forEach(name -> requireCaller(roles, role, name));
            members.put(role, Set.copyOf(new HashSet<>(names)));
        }
        return members;
    }

    private static void requireCaller(SettingsReader roles, String role, String name) {
        try {
            var _ = CallerNames.require(name);
        } catch (IllegalArgumentException unusable) {
            throw roles.impossible(role, String.valueOf(unusable.getMessage()));
        }
    }

    private static Optional<ProxySettings> proxy(SettingsReader proxy) {
        Optional<String> header = proxy.headerName("header");
        Set<InetAddress> addresses = proxy.texts("addresses").stream()
                .map(text -> address(proxy, text))
                .collect(Collectors.toSet());
        Set<String> certificates = Set.copyOf(proxy.texts("certificates"));
        if (header.isPresent() && addresses.isEmpty() && certificates.isEmpty()) {
            throw proxy.impossible(
                    "addresses",
                    "must name the addresses that the proxy talks from, or certificates its"
                            + " certificate: the header is believed from nobody else");
        }
        return header.map(name -> new ProxySettings(name, proxy.headerName("roles-header"), addresses, certificates));
    }

    private static InetAddress address(SettingsReader proxy, String text) {
        try {
            if (text.matches("[0-9a-fA-F:.]+")) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException malformed) {
            // told below
        }
        throw proxy.impossible("addresses", "must be addresses such as 10.0.0.7, not " + text);
    }

    private static List<Rule> rules(SettingsReader access) {
        var rules = new ArrayList<Rule>();
        for (SettingsReader rule : access.groupsInList("rules", RULE)) {
            rules.add(rule(rule));
        }
        return rules;
    }

    private static Rule rule(SettingsReader rule) {
        var read = new Rule(
                named(rule, "roles"),
                rule.within("claims").all(),
                named(rule, "rights").stream()
                        .flatMap(word -> rights(rule, word).stream())
                        .collect(Collectors.toSet()),
                rule.texts("streams").stream().map(text -> pattern(rule, text)).toList(),
                Set.copyOf(rule.texts("commands")),
                Set.copyOf(rule.texts("views")),
                rule.within("rows").all());
        if (read.rows().values().stream().anyMatch(value -> !value.matches("[^{}]*|\\{[^{}]+}"))) {
            throw rule.impossible("rows", "must have texts, or a claim alone, as in \"{customer}\"");
        } else if (!read.rows().isEmpty() && read.views().isEmpty()) {
            throw rule.impossible("rows", "are those of views, which it has to name");
        } else if (!read.commands().isEmpty() && !read.rights().contains(Right.WRITE)) {
            throw rule.impossible("commands", "can be sent by those alone who have the right to write");
        }
        return read;
    }

    private static Set<String> named(SettingsReader rule, String name) {
        List<String> named = rule.texts(name);
        if (named.isEmpty()) {
            throw rule.impossible(name, "must name one at least");
        }
        return new HashSet<>(named);
    }

    private static Set<Right> rights(SettingsReader rule, String word) {
        Set<Right> named = Right.named(word);
        if (named.isEmpty()) {
            throw rule.impossible(
                    "rights",
                    "must be of "
                            + Arrays.stream(Right.values())
                                    .filter(right -> right != Right.NONE)
                                    .map(Right::word)
                                    .collect(Collectors.joining(", "))
                            + " and " + Right.ADMIN + ", not " + word);
        }
        return named;
    }

    private static StreamPattern pattern(SettingsReader rule, String text) {
        try {
            return StreamPattern.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw rule.impossible("streams", String.valueOf(malformed.getMessage()));
        }
    }
}
