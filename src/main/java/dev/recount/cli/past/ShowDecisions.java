package dev.recount.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.cli.regression.ExportDecisions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount decisions}. */
@Command(
        name = "decisions",
        description =
                "Shows what was decided on the commands of a stream: accepted and rejected ones, the oldest first.",
        subcommands = ExportDecisions.class,
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class ShowDecisions implements Callable<Integer> {

    private static final String ROW = "%7s  %-8s  %-27s  %-20s  %-12s  %-16s  %s%n";

    @Parameters(paramLabel = "STREAM", arity = "0..1", description = "The stream, such as account/2378.")
    private @Nullable String stream;

    @Mixin
    private ServerClient server = new ServerClient();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (stream == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'STREAM'");
        }
        PrintWriter out = spec.commandLine().getOut();
        JsonNode page = server.get("/streams/" + StreamClient.named(stream) + "/decisions", Map.of("limit", "1000"));
        out.printf(ROW, "VERSION", "OUTCOME", "TIME", "PRINCIPAL", "RULES", "COMMAND", "WHAT CAME OF IT");
        print(page, out);
        while (!page.path("head").asBoolean()) {
            page = server.next(page);
            print(page, out);
        }
        out.flush();
        return 0;
    }

    private static void print(JsonNode page, PrintWriter out) {
        for (JsonNode decision : page.path("decisions")) {
            out.printf(
                    ROW,
                    decision.path("version").asText(),
                    decision.path("outcome").asText(),
                    decision.path("time").asText(),
                    Printable.of(decision.path("principal").asText()),
                    Printable.of(decision.path("rules").asText()),
                    decision.path("command").path("name").asText(),
                    Printable.of(consequence(decision)));
        }
    }

    private static String consequence(JsonNode decision) {
        if (decision.has("reason")) {
            return decision.path("reason").asText() + ": "
                    + decision.path("message").asText();
        }
        return decision.path("events")
                .valueStream()
                .map(event -> event.path("type").asText())
                .collect(Collectors.joining(", "));
    }
}
