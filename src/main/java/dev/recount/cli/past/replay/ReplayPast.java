package dev.recount.cli.past.replay;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.model.StreamId;
import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount replay}. */
@Command(
        name = "replay",
        description = {
            "Steps through the past of a stream, or of a conversation across streams: shows each event with its data, the"
                    + " command that led to it, who asked for it, when and why, what was decided, and what changed in the"
                    + " state; and each command that was rejected.",
            "It reads a command a line, from a terminal or from a pipe, as told below, and ends with its input."
        },
        footer = {"%n" + Session.HELP},
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class ReplayPast implements Callable<Integer> {

    private static final String PAGE = "limit=200";

    @Parameters(index = "0", arity = "0..1", paramLabel = "STREAM", description = "The stream, such as account/2378.")
    private @Nullable String stream;

    @Option(
            names = "--correlation",
            paramLabel = "ID",
            description = "In place of a stream: a conversation, across all streams that take part in it.")
    private @Nullable String correlation;

    @Option(
            names = "--from",
            paramLabel = "V",
            defaultValue = "1",
            description = "The version of a stream to begin at. Default: ${DEFAULT-VALUE}")
    private long from;

    @Option(names = "--to", paramLabel = "V", description = "The version of a stream to end at. Default: its last.")
    private long to = Long.MAX_VALUE;

    @Mixin
    private ServerClient server = new ServerClient();

    @Spec
    private CommandSpec spec;

    private final InputStream input;
    private final boolean isTerminal;

    /** Reads what is typed, or comes through a pipe. */
    public ReplayPast() {
        this(
                System.in,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent());
    }

    ReplayPast(InputStream input, boolean isTerminal) {
        this.input = input;
        this.isTerminal = isTerminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if ((stream == null) == (correlation == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Either STREAM or --correlation says what to step through.");
        } else if (from > to) {
            throw new ParameterException(spec.commandLine(), "--from is after --to.");
        }
        var steps = new Steps(new StepPages(server, correlation == null, from, to), path());
        var lines = new BufferedReader(new InputStreamReader(input, charset()));
        var out = spec.commandLine().getOut();
        try {
            new Session(steps, new PastEvents(server), out, isTerminal).run(lines);
        } finally {
            out.flush();
        }
        return 0;
    }

    private static Charset charset() {
        return Charset.forName(System.getProperty("stdin.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    private String path() {
        if (correlation != null) {
            return "/decisions?correlation=" + URLEncoder.encode(correlation, StandardCharsets.UTF_8) + "&" + PAGE;
        }
        try {
            return "/streams/" + StreamId.parse(String.valueOf(stream)) + "/decisions?" + PAGE;
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException(String.valueOf(unusable.getMessage()));
        }
    }
}
