package dev.recount.cli;

import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.load.Length;
import dev.recount.server.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what {@code recount bench} measures, and how. */
final class BenchOptions {

    private static final int DEFAULT_SECONDS = 5;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_ACCOUNTS = 1_000_000;
    private static final int MOST_PER_SECOND = 1_000_000;
    private static final int MOST_STORED = 100_000_000;

    @Option(
            names = "--only",
            paramLabel = "LETTER",
            split = ",",
            description =
                    "What to measure: a the database's limit, b one transaction per command, c the engine, d HTTP and"
                            + " sessions, e bulk requests, f replay, g catch-up of views, h plain Pekko Persistence. Without it, all.")
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

    @Option(names = "--hot", description = "Measures c with streams by Zipf's law, and with one stream alone, as well.")
    private boolean hot;

    @Option(
            names = "--stored",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many events the journal holds already when c, d and e begin, in streams of 100 events."
                    + " Default: ${DEFAULT-VALUE}")
    private int stored;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Returns the plan of the comparison.
     *
     * @throws ParameterException if it is not possible with these settings
     */
    Plan plan(Settings settings) {
        require("--rounds", rounds, MOST_ROUNDS);
        require("--clients", clients, Arena.mostClients(settings));
        require("--accounts", accounts, MOST_ACCOUNTS);
        if (seconds != null && count != null) {
            throw wrong("--seconds and --count: only one of them can be given");
        }
        if (rate != null) {
            require("--rate", rate, MOST_PER_SECOND);
        }
        if (stored < 0 || stored > MOST_STORED) {
            throw wrong("--stored: must be from 0 to " + MOST_STORED + ", not " + stored);
        }
        OptionalInt pace = rate == null ? OptionalInt.empty() : OptionalInt.of(rate);
        return new Plan(letters(), rounds, clients, accounts, length(), pace, hot, stored);
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

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
