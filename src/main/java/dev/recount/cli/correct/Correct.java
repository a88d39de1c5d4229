package dev.recount.cli.correct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.ServerClient;
import dev.recount.model.StreamId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount correct}. Its {@code --version} is that of an event, so it does not tell that of the program. */
@Command(
        name = "correct",
        description = {
            "Says how events of a stream are to be read from now on. What is stored stays as it is.",
            "With --plan, it does so for many streams, each at once or not at all; it can be stopped and run again: what is"
                    + " corrected already stays as it is. A line that fails makes the exit code 1, and the rest goes on."
        })
public final class Correct implements Callable<Integer> {

    @Parameters(paramLabel = "STREAM", arity = "0..1", description = "The stream, such as account/2378.")
    private @Nullable String stream;

    @ArgGroup(multiplicity = "1")
    private Aim aim = new Aim();

    @Mixin
    private CorrectionOptions said = new CorrectionOptions();

    @Option(names = "--dry-run", description = "Show what the correction would change, and change nothing.")
    private boolean isDry;

    @Mixin
    private ServerClient server = new ServerClient();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the annotation alone
    private boolean helpWanted;

    @Spec
    private CommandSpec spec;

    /** The aim of the correction: one of these. */
    private static final class Aim {

        @Option(
                names = "--version",
                paramLabel = "N",
                description = "The event, or earlier correction, of this version.")
        private @Nullable Long version;

        @Option(names = "--after", paramLabel = "N", description = "What is read after the event of this version.")
        private @Nullable Long after;

        @Option(
                names = "--withdraw",
                paramLabel = "N",
                description = "The correction of this version, which is taken back.")
        private @Nullable Long withdraw;

        @Option(
                names = "--approve",
                paramLabel = "N",
                description = "The corrections that somebody else has proposed, as this version.")
        private @Nullable Long approve;

        @Option(
                names = "--plan",
                paramLabel = "FILE",
                description =
                        "The corrections of a file, a stream a line, as in {\"stream\":\"account/2378\",\"version\":7,"
                                + "\"read\":[…],\"reason\":\"…\"}, or with several under corrections.")
        private @Nullable Path plan;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (aim.plan != null) {
            return carryOut(aim.plan, out);
        }
        JsonNode answer = send(path(named()));
        if (isDry) {
            out.println(Printable.json(answer.toPrettyString()));
        } else {
            out.println(answer.path("token").asText() + ": " + outcome(answer));
        }
        out.flush();
        return 0;
    }

    private String outcome(JsonNode answer) {
        if (answer.path("repeat").asBoolean()) {
            return "was there already";
        } else if (answer.path("proposed").asBoolean()) {
            return "proposed; somebody else has to approve it";
        }
        return aim.withdraw != null ? "taken back" : aim.approve != null ? "approved" : "corrected";
    }

    private int carryOut(Path plan, PrintWriter out) throws InterruptedException {
        if (stream != null || said.anything()) {
            throw new ParameterException(
                    spec.commandLine(), "--plan: the streams, and what is said of each, stand in the file");
        }
        var run = new PlanRun(server, isDry, out);
        boolean isDone = run.carryOut(PlanLine.read(plan));
        PrintWriter summary =
                isDry ? spec.commandLine().getErr() : out; // what a dry run prints may be read by a program
        summary.println(run.summary());
        summary.flush();
        return isDone ? 0 : 1;
    }

    private StreamId named() {
        if (stream == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'STREAM'");
        }
        try {
            return StreamId.parse(stream);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException(String.valueOf(unusable.getMessage()));
        }
    }

    private static String path(StreamId stream) {
        return "/streams/" + stream + "/corrections";
    }

    private JsonNode send(String path) throws InterruptedException {
        if (aim.withdraw != null) {
            said.requireNoEvents("--withdraw");
            return server.delete(path + "/" + aim.withdraw, query("reason", said.reason()), said.headers());
        } else if (aim.approve != null) {
            said.requireNoEvents("--approve");
            return server.post(
                    path + "/" + aim.approve + "/approval" + dryness(), said.approval(), said.approvalHeaders());
        }
        return server.post(path + dryness(), body(), said.headers());
    }

    private Map<String, String> query(String name, String value) {
        Map<String, String> query = new HashMap<>(Map.of(name, value));
        if (isDry) {
            query.put("dryRun", "true");
        }
        return query;
    }

    private String dryness() {
        return isDry ? "?dryRun=true" : "";
    }

    private String body() {
        return aim.after != null ? said.body("after", aim.after) : said.body("version", aim.version);
    }
}
