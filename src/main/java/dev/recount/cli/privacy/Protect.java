package dev.recount.cli.privacy;

import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.NowAndThen;
import dev.recount.cli.option.Version;
import dev.recount.database.place.DatabasePlace;
import dev.recount.protection.ProtectionReport;
import dev.recount.server.ProtectedServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount protect}. */
@Command(
        name = "protect",
        description = {
            "Encrypts what a stopped server stored in the clear before it was personal data: events, the commands that"
                    + " are kept with them, and rejected ones, with a chain of hashes anew. What is read of the events"
                    + " stays the same, and is held against what was.",
            "The head that each stream had before is kept beside the one that it has since. Broken off, it goes on"
                    + " where it was when it is run again.",
            "What could not be protected, or is not known today, makes the exit code 1."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Protect implements Callable<Integer> {

    @Option(names = "--look", description = "Change nothing: tell what stands in the clear.")
    private boolean isLook;

    @Mixin
    private JournalOptions options = new JournalOptions();

    @Spec
    private CommandSpec spec;

    private final NowAndThen progress = new NowAndThen(Duration.ofSeconds(2));

    @Override
    public Integer call() {
        Settings settings = options.settings();
        PrintWriter out = spec.commandLine().getOut();
        var server = new ProtectedServer(settings, options.domains(settings));
        Consumer<ProtectionReport> interim = found -> progress.tell(() -> show(found, out));
        ProtectionReport report = isLook ? server.look(interim) : server.protect(interim);
        report.unknown()
                .forEach((name, count) -> out.printf(
                        "%s: nothing of today reads it, so that nobody can tell what is personal in it (%,d)%n",
                        name, count));
        report.leftOut()
                .forEach((field, count) -> out.printf(
                        "%s: upcasters leave it out, or make other fields of it; it stays in the clear (%,d)%n",
                        field, count));
        report.problems().forEach(problem -> out.println("left as it is: " + problem));
        show(report, out);
        if (!isLook && report.events() + report.rejections() > 0) {
            out.println("back up the keys and their master key: without them, nobody can read what is protected");
            out.println(
                    settings.journal().place() instanceof DatabasePlace.Postgres
                            ? "run VACUUM FULL event_journal, rejection, snapshot, handler_pending: until then the"
                                    + " files of PostgreSQL hold what stood in the clear, and so do backups of before"
                            : "backups of before hold what stood in the clear");
        }
        out.flush();
        return report.problems().isEmpty() && report.unknown().isEmpty() ? 0 : 1;
    }

    private void show(ProtectionReport report, PrintWriter out) {
        out.printf(
                "%,d events of %,d streams and %,d rejected commands %s%n",
                report.events(),
                report.streams(),
                report.rejections(),
                isLook ? "stand in the clear" : "are protected");
        out.flush();
    }
}
