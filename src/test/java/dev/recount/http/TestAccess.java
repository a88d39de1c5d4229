package dev.recount.http;

import dev.recount.access.Right;
import dev.recount.access.rule.Rule;
import dev.recount.access.settings.AccessSettings;
import dev.recount.access.settings.ProxySettings;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of who may do what, for tests. */
public final class TestAccess {

    private TestAccess() {}

    /** Returns settings that are written as in a file, without the name of their group. */
    public static AccessSettings read(Path folder, String text) {
        try {
            Path file = Files.writeString(
                    Files.createTempFile(folder, "access", ".conf"),
                    "recount.http.tls { certificate-file = none, key-file = none }\nrecount.access {\n" + text
                            + "\n}\n");
            return Settings.read(Optional.of(file)).http().access();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Returns settings by which a header that comes from this machine names the caller, who may do everything. */
    public static HttpSettings named(HttpSettings http, String header) {
        return named(http, header, List.of(everything()));
    }

    /** Returns settings by which a header that comes from this machine names the caller, and one more lists the roles. */
    public static HttpSettings named(HttpSettings http, String header, List<Rule> rules) {
        return named(http, header, Set.of(InetAddress.getLoopbackAddress()), rules);
    }

    /** Returns settings by which a header that comes from some addresses names the caller. */
    static HttpSettings named(HttpSettings http, String header, Set<InetAddress> addresses, List<Rule> rules) {
        return http.with(http.access()
                .with(new ProxySettings(header, Optional.of(header + "-Roles"), addresses, Set.of()), rules));
    }

    /** Returns the rule that gives all to everyone who is known. */
    public static Rule everything() {
        return new Rule(
                Set.of(Rule.ANY),
                Map.of(),
                Arrays.stream(Right.values())
                        .filter(right -> right != Right.NONE)
                        .collect(Collectors.toSet()),
                List.of(),
                Set.of(),
                Set.of(),
                Map.of());
    }
}
