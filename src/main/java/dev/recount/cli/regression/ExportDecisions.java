package dev.recount.cli.regression;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.model.StreamId;
import dev.recount.replay.regression.DecidedStep;
import dev.recount.replay.regression.StepChoice;
import dev.recount.replay.regression.StepJson;
import dev.recount.replay.world.WorldQuestion.Selection;
import dev.recount.server.StoppedDecisions;
import dev.recount.world.QuestionJson;
import dev.recount.world.WorldException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount decisions export}. */
@Command(
        name = "export",
        description = {
            "Writes what was decided into a file, a decision a line, with all that it takes to decide it again.",
            "It asks the server at --url; with --data or --config, it reads the journal of a stopped server itself."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class ExportDecisions implements Callable<Integer> {

    @Option(names = "--streams", paramLabel = "TYPE[/ID]", description = "The streams. Without it, all.")
    private @Nullable String streams;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "The time from which on commands are to be decided again, as in 1993-12-31. What was accepted"
                    + " before it is written too, for the states that it led to.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The last time of which anything is written.")
    private @Nullable String to;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "1",
            description = "Writes one of N streams, always the same ones, each with all of its decisions.")
    private int sample;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file.")
    private Path out = Path.of("");

    @Mixin
    private ServerClient server = new ServerClient();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StepChoice choice = choice();
        var chosen = new HashSet<StreamId>();
        var count = new long[1];
        try (BufferedWriter file = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            read(
                    choice,
                    step -> choice.of(step).ifPresent(written -> {
                        write(file, written);
                        chosen.add(written.stream());
                        count[0] += written.isHistory() ? 0 : 1;
                    }));
        } catch (IOException | UncheckedIOException unwritable) {
            throw new CommandFailedException("--out: " + unwritable.getMessage());
        }
        told(chosen, count[0]);
        return 0;
    }

    private void told(Set<StreamId> chosen, long decisions) {
        spec.commandLine()
                .getOut()
                .printf("%,d decisions of %,d streams written into %s%n", decisions, chosen.size(), out);
        spec.commandLine().getOut().flush();
    }

    private void read(StepChoice choice, Consumer<DecidedStep> each) throws InterruptedException {
        if (journal.nameJournal()) {
            StoppedDecisions.forEach(journal.settings(), each);
        } else {
            new ServedDecisions(server, choice).forEach(each);
        }
    }

    private static void write(BufferedWriter file, DecidedStep step) {
        try {
            file.write(StepJson.write(step));
            file.newLine();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private StepChoice choice() {
        return new StepChoice(selection(), time("--from", from), time("--to", to), sample());
    }

    private int sample() {
        if (sample < 1) {
            throw new CommandFailedException("--sample: must be 1 or more, not " + sample);
        }
        return sample;
    }

    private Selection selection() {
        try {
            return Optional.ofNullable(streams).map(Selection::parse).orElse(Selection.ALL);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException("--streams: " + unusable.getMessage());
        }
    }

    private static Optional<Instant> time(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(given -> QuestionJson.time(option, given));
        } catch (WorldException none) {
            throw new CommandFailedException(String.valueOf(none.getMessage()));
        }
    }
}
