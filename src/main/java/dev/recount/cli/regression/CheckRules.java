package dev.recount.cli.regression;

import dev.recount.cli.option.ClassPath;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.Version;
import dev.recount.journal.codec.Codecs;
import dev.recount.json.MalformedException;
import dev.recount.model.domain.Domain;
import dev.recount.replay.regression.Approvals;
import dev.recount.replay.regression.DecisionDifference;
import dev.recount.replay.regression.Regression;
import dev.recount.replay.regression.RegressionReport;
import dev.recount.server.Domains;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount rules}. */
@Command(
        name = "rules",
        description = {
            "Decides what recount decisions export has written again, by the rules of the domains. It needs no server.",
            "A decision that is another one, and not approved, is told in a line, and makes the exit code 1."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class CheckRules implements Callable<Integer> {

    @Option(names = "--check", paramLabel = "FILE", required = true, description = "The file of decisions.")
    private Path file = Path.of("");

    @Option(
            names = "--approvals",
            paramLabel = "FILE",
            description = "A file of differences that are meant, each a line as this command tells it.")
    private @Nullable Path approvals;

    @Option(
            names = "--approve",
            description = "Writes all differences that there are into the file of --approvals, and does not fail.")
    private boolean approve;

    @Option(
            names = "--rules",
            paramLabel = "NAME",
            description = "An alternative that a domain names. Without it, the domains as they are.")
    private @Nullable String rules;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A file with settings that name the domains and give them theirs. Without it, all that are found.")
    private @Nullable Path config;

    @Mixin
    private ClassPath classPath = new ClassPath();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (approve && approvals == null) {
            throw new CommandFailedException("--approve: --approvals has to name the file");
        }
        Settings settings = Settings.read(Optional.ofNullable(config), System.getenv());
        List<Domain> domains =
                alternative(Domains.configure(classPath.domains(settings.domains()), settings.domainSettings()));
        var codecs = new Codecs(domains.stream()
                .flatMap(domain -> domain.streamTypes().stream())
                .toList());
        try {
            return told(Regression.of(codecs, file));
        } catch (NoSuchFileException none) {
            throw new CommandFailedException("there is no file " + none.getMessage());
        } catch (IOException failed) {
            throw new CommandFailedException(String.valueOf(failed.getMessage()));
        } catch (MalformedException malformed) {
            throw new CommandFailedException("--check: " + file + ": " + malformed.sentence());
        }
    }

    private List<Domain> alternative(List<Domain> domains) {
        if (rules == null) {
            return domains;
        }
        if (domains.stream().noneMatch(domain -> domain.alternatives().containsKey(rules))) {
            throw new CommandFailedException("--rules: no domain names an alternative " + rules);
        }
        return domains.stream()
                .map(domain -> domain.alternatives().getOrDefault(rules, domain))
                .toList();
    }

    private int told(RegressionReport report) throws IOException {
        if (approve && approvals != null) {
            Approvals.write(approvals, report.differences());
        }
        Approvals approved = approvals == null ? Approvals.NONE : Approvals.read(approvals);
        List<DecisionDifference> unexpected = approved.without(report.differences());
        PrintWriter print = spec.commandLine().getOut();
        unexpected.forEach(difference -> print.println(Printable.of(difference.toString())));
        report.undecided().forEach((why, count) -> print.printf("%,d could not be decided again: %s%n", count, why));
        long unused = approved.unused(report.differences());
        if (unused > 0) {
            print.printf("%,d approved differences are none any more%n", unused);
        }
        print.printf(
                "%,d decisions made again: %,d are others, %,d of them approved%n",
                report.decided(),
                report.differences().size(),
                report.differences().size() - unexpected.size());
        print.flush();
        return unexpected.isEmpty() ? 0 : 1;
    }
}
