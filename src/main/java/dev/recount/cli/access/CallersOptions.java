package dev.recount.cli.access;

import dev.recount.access.credential.CallerNames;
import dev.recount.access.credential.CallersFile;
import dev.recount.access.credential.CredentialSettings;
import dev.recount.access.credential.KnownCaller;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of the commands that change the file of those who may use a server. */
final class CallersOptions {

    @Option(
            names = "--callers",
            paramLabel = "FILE",
            description = "The file of the callers. Default: recount.access.callers-file of --config.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "The settings of the server.")
    private Optional<Path> config = Optional.empty();

    /** The options that say what is known of a caller. */
    static final class Known {

        @Option(names = "--role", paramLabel = "ROLE", description = "A role. Can be given several times.")
        private Set<String> roles = new LinkedHashSet<>();

        @Option(
                names = "--claim",
                paramLabel = "NAME=VALUE",
                description = "What rules can ask for, such as customer=17. Can be given several times.")
        private Map<String, String> claims = new TreeMap<>();

        @Option(names = "--days", paramLabel = "DAYS", description = "For how many days it holds. Default: for good.")
        private Optional<Integer> days = Optional.empty();

        /**
         * Returns the caller of a name with a secret.
         *
         * @throws CommandFailedException if nobody can have the name, or the days are none
         */
        KnownCaller caller(String name, String secret, Instant now) {
            if (days.filter(count -> count < 1).isPresent()) {
                throw new CommandFailedException("--days: must be at least 1");
            }
            return new KnownCaller(
                    name,
                    secret,
                    roles,
                    claims,
                    days.map(count -> now.plus(Duration.ofDays(count)).truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    /**
     * Returns the file.
     *
     * @throws CommandFailedException if nothing says where it is
     */
    CallersFile callers() {
        if (file.isPresent()) {
            return new CallersFile(file.get(), "--callers");
        }
        return config.flatMap(path -> Settings.read(Optional.of(path))
                        .http()
                        .access()
                        .credentials()
                        .callers())
                .map(path -> new CallersFile(path, CredentialSettings.CALLERS_FILE))
                .orElseThrow(() -> new CommandFailedException(
                        "--callers: must name the file of the callers, where no --config does"));
    }

    /** Prints some of the callers, a line each. */
    void print(Predicate<KnownCaller> which, Function<KnownCaller, String> line, CommandSpec spec) {
        PrintWriter out = spec.commandLine().getOut();
        callers().read().stream().filter(which).map(line).forEach(out::println);
        out.flush();
    }

    /** Adds a caller, in the place of some of those that there are. */
    void put(KnownCaller caller, Predicate<KnownCaller> replaced) {
        callers()
                .change(before -> Stream.concat(before.stream().filter(replaced.negate()), Stream.of(caller))
                        .toList());
    }

    /**
     * Removes some of the callers.
     *
     * @param what what they are called
     * @throws CommandFailedException if there are none
     */
    void remove(Predicate<KnownCaller> which, String what) {
        callers().change(before -> {
            List<KnownCaller> after = before.stream().filter(which.negate()).toList();
            if (after.size() == before.size()) {
                throw new CommandFailedException("there is no " + what);
            }
            return after;
        });
    }

    /**
     * Makes sure that somebody can have a name.
     *
     * @throws CommandFailedException if nobody can
     */
    static void requireName(String name) {
        try {
            var _ = CallerNames.require(name);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException("NAME: " + unusable.getMessage());
        }
    }
}
