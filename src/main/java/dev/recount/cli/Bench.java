package dev.recount.cli;

import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.report.BenchReport;
import dev.recount.bench.report.Comparison;
import dev.recount.bench.report.HtmlReport;
import dev.recount.bench.report.JsonReport;
import dev.recount.bench.report.TextTable;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.LogOutput;
import dev.recount.cli.option.Version;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code recount bench}. */
@Command(
        name = "bench",
        description = {
            "Measures how fast Recount is on this machine and with the configured database, against the database's own limit: all in"
                    + " one run, in turn, round after round.",
            "It uses databases or folders of its own, which it removes in the end; no journal is touched. The exit code is 1 if"
                    + " anything that was acknowledged is not stored."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Bench implements Callable<Integer> {

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures as JSON.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Where to write a page with charts.")
    private @Nullable Path html;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "The figures of an earlier run, as --json wrote them, to hold the new ones against.")
    private @Nullable Path against;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = journal.settings();
        Plan plan = options.plan(settings);
        requireWritable("--json", json);
        requireWritable("--html", html);
        Optional<Comparison> earlier = Optional.ofNullable(against).map(this::comparison);
        LogOutput.set(settings.log());
        PrintWriter out = spec.commandLine().getOut();
        var arena = new Arena(settings);
        Thread stop = new Thread(() -> close(arena), "bench-shutdown");
        Runtime.getRuntime().addShutdownHook(stop);
        BenchReport report;
        try {
            report = new dev.recount.bench.BenchRun(arena, plan, line -> show(line, out)).run();
        } catch (RuntimeException failed) {
            awaitEnd(stop);
            throw failed;
        } finally {
            arena.close();
        }
        TextTable.print(report, out);
        earlier.ifPresent(each -> each.print(report, out));
        write(json, JsonReport.write(report));
        write(html, HtmlReport.write(report));
        return report.isSound() ? 0 : 1;
    }

    private Comparison comparison(Path file) {
        try {
            return Comparison.with(Files.readString(file));
        } catch (IOException | IllegalArgumentException unfit) {
            throw new ParameterException(
                    spec.commandLine(), "--against: " + file + " cannot be used: " + unfit.getMessage(), unfit);
        }
    }

    /** Never returns where the program is being stopped: whatever fails because of that is of no interest. */
    private static void awaitEnd(Thread stop) throws InterruptedException {
        if (stop.isAlive()) {
            new CountDownLatch(1).await();
        }
    }

    private static void close(Arena arena) {
        try {
            arena.close();
        } catch (RuntimeException failure) {
            System.err.println("recount: " + failure.getMessage());
        }
    }

    private static void show(String line, PrintWriter out) {
        out.println(line);
        out.flush();
    }

    private static void write(@Nullable Path file, String text) {
        if (file != null) {
            try {
                Files.writeString(file, text);
            } catch (IOException unwritable) {
                throw new CommandFailedException(file + " cannot be written: " + unwritable);
            }
        }
    }

    private void requireWritable(String option, @Nullable Path file) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                throw new ParameterException(
                        spec.commandLine(), option + ": " + file + " is no file in a folder that is there");
            }
        }
    }
}
