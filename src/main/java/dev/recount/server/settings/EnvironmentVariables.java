package dev.recount.server.settings;

import com.typesafe.config.ConfigRenderOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables of the environment that are meant for the program, by their names. */
final class EnvironmentVariables {

    private static final String PREFIX = "RECOUNT_";

    /** What scripts read: those that start the program, and nodes of a local cluster. */
    private static final Pattern OF_SCRIPTS = Pattern.compile(
            "RECOUNT_(JAVA_OPTS|PROGRAM|POSTGRES_BIN|CLUSTER(_(PORT|NODES|SETTINGS|CLOCKS|LOOPBACK|PATIENCE))?)");

    /** What Kubernetes and Docker tell of services whose names begin with that of the program. */
    private static final Pattern OF_SERVICES = Pattern.compile(
            "RECOUNT_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)=.*"
                    + "|RECOUNT_(.+_)?PORT=\\w+://.*");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\??\"?(RECOUNT_\\w+)\"?(\\[])?}");

    private EnvironmentVariables() {}

    /**
     * Makes sure that each variable that is meant for the settings is read by their file.
     *
     * @throws SettingsException if one is not; the message names it
     */
    static void requireRead(Optional<Path> file, Map<String, String> environment) {
        Set<String> read = file.map(EnvironmentVariables::readBy).orElse(Set.of());
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !read.contains(name) && !isOthers(name, value)) {
                throw new SettingsException("the environment variable " + name + " is read by nothing: "
                        + file.map(path -> path + " reads " + (read.isEmpty() ? "none" : String.join(", ", read)))
                                .orElse("there is no file of settings (--config) that names it"));
            }
        });
    }

    private static boolean isOthers(String name, String value) {
        return OF_SCRIPTS.matcher(name).matches()
                || OF_SERVICES.matcher(name + "=" + value).matches();
    }

    private static Set<String> readBy(Path file) {
        String written = KnownSettings.parseAsWritten(file).root().render(ConfigRenderOptions.concise());
        return REFERENCE
                .matcher(written)
                .results()
                .map((MatchResult reference) -> reference.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
