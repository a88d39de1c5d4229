package dev.recount.cli;

import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.load.Length;
import dev.recount.bench.report.BenchReport;
import dev.recount.bench.report.HtmlReport;
import dev.recount.bench.report.JsonReport;
import dev.recount.bench.report.TextTable;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.LogOutput;
import dev.recount.cli.option.Version;
import dev.recount.server.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
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

    private static final int DEFAULT_SECONDS = 5;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_ACCOUNTS = 1_000_000;
    private static final int MOST_PER_SECOND = 1_000_000;
    private static final int MOST_STORED = 100_000_000;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Option(
            names = "--only",
            paramLabel = "LETTER",
            split = ",",
            description =
                    "What to measure: a the database's limit, b one transaction per command, c the engine, d HTTP, e bulk"
                            + " requests, f replay, g catch-up of views, h plain Pekko Persistence. Without it, all.")
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many times, after one to warm up. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "256",
            description = "How many commands are in flight at once. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "1000",
            description = "To how many streams they go. Default: ${DEFAULT-VALUE}")
    private int accounts;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each of a to e and h takes in a round. Default: 5")
    private @Nullable Integer seconds;

    @Option(
            names = "--count",
            paramLabel = "N",
            description =
                    "How many commands each of them takes in a round, in place of --seconds, and the most events that are"
                            + " read for f and g.")
    private @Nullable Integer count;

    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            description =
                    "How many commands are sent in a second, however long the answers take. Without it, each client waits for"
                            + " its answer before it goes on.")
    private @Nullable Integer rate;

    @Option(
            names = "--stored",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many events the journal holds already when c, d and e begin, in streams of 100 events."
                    + " Default: ${DEFAULT-VALUE}")
    private int stored;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures as JSON.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Where to write a page with charts.")
    private @Nullable Path html;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = journal.settings();
        Plan plan = plan(settings);
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
        write(json, JsonReport.write(report));
        write(html, HtmlReport.write(report));
        return report.isSound() ? 0 : 1;
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

    private Plan plan(Settings settings) {
        require("--rounds", rounds, MOST_ROUNDS);
        require("--clients", clients, Arena.mostClients(settings));
        require("--accounts", accounts, MOST_ACCOUNTS);
        if (seconds != null && count != null) {
            throw wrong("--seconds and --count: only one of them can be given");
        }
        requireWritable("--json", json);
        requireWritable("--html", html);
        if (rate != null) {
            require("--rate", rate, MOST_PER_SECOND);
        }
        if (stored < 0 || stored > MOST_STORED) {
            throw wrong("--stored: must be from 0 to " + MOST_STORED + ", not " + stored);
        }
        OptionalInt pace = rate == null ? OptionalInt.empty() : OptionalInt.of(rate);
        return new Plan(letters(), rounds, clients, accounts, length(), pace, stored);
    }

    private Length length() {
        if (count != null) {
            require("--count", count, Integer.MAX_VALUE);
            return Length.ofCount(count);
        }
        int chosen = seconds == null ? DEFAULT_SECONDS : seconds;
        require("--seconds", chosen, MOST_SECONDS);
        return Length.ofSeconds(chosen);
    }

    private Set<Character> letters() {
        Set<Character> all = Arrays.stream(Discipline.values())
                .map(Discipline::letter)
                .collect(Collectors.toCollection(TreeSet::new));
        if (only.isEmpty()) {
            return all;
        }
        Set<Character> chosen = new TreeSet<>();
        for (String letter : only) {
            if (letter.length() != 1 || !all.contains(letter.charAt(0))) {
                throw wrong("--only: there is no " + letter + "; there are " + all);
            }
            chosen.add(letter.charAt(0));
        }
        return chosen;
    }

    private void require(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw wrong(option + ": must be from 1 to " + most + ", not " + value);
        }
    }

    private void requireWritable(String option, @Nullable Path file) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                throw wrong(option + ": " + file + " is no file in a folder that is there");
            }
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
