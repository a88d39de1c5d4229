package dev.recount.cli;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.NowAndThen;
import dev.recount.cli.option.Version;
import dev.recount.history.verify.Report;
import dev.recount.model.StreamId;
import dev.recount.server.StoppedServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount verify}. */
@Command(
        name = "verify",
        description = {
            "Replays the streams of a stopped server from their first events: versions without a gap, the chain of hashes, and every"
                    + " snapshot held against the replay; and holds the whole log against what was sealed. It changes"
                    + " nothing.",
            "What differs is reported as stream@version, and makes the exit code 1."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Verify implements Callable<Integer> {

    @Parameters(paramLabel = "STREAM", description = "Streams to verify, such as account/2378. Without any, all.")
    private List<String> streams = new ArrayList<>();

    @Mixin
    private JournalOptions options = new JournalOptions();

    @Spec
    private CommandSpec spec;

    private final NowAndThen progress = new NowAndThen(Duration.ofSeconds(2));

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.settings();
        List<StreamId> chosen = streams.stream().map(Verify::stream).toList();
        Report report = new StoppedServer(settings, options.domains(settings))
                .verify(
                        chosen,
                        finding -> {
                            out.println(finding);
                            out.flush();
                        },
                        interim -> progress.tell(() -> show(interim, out)));
        report.remarks().forEach(out::println);
        if (report.deleted() > 0) {
            out.printf(
                    "%,d events were deleted from the archive: their rows are there, with their hashes%n",
                    report.deleted());
        }
        out.printf(
                "%,d streams, %,d events and %,d snapshots verified (%,d more are not of today's rules, and not used): %s%n",
                report.streams(),
                report.events(),
                report.snapshots(),
                report.stale(),
                report.findings() == 0
                        ? "all is as it should be"
                        : String.format("%,d differences", report.findings()));
        out.flush();
        return report.findings() == 0 ? 0 : 1;
    }

    private static StreamId stream(String text) {
        try {
            return StreamId.parse(text);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException(text + ": " + unusable.getMessage());
        }
    }

    private static void show(Report interim, PrintWriter out) {
        out.printf("%,12d events, %,d streams done%n", interim.events(), interim.streams());
        out.flush();
    }
}
