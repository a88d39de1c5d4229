package dev.recount.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.Version;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount history}. */
@Command(
        name = "history",
        description = {
            "Shows what happened to a stream, an event a line: when, what, by whom, and what it changed in the state.",
            "The table is 120 columns wide; what does not fit ends in an ellipsis. --json shows all of it."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class ShowHistory implements Callable<Integer> {

    @Mixin
    private StreamClient client = new StreamClient();

    @Option(
            names = "--after",
            paramLabel = "N",
            defaultValue = "0",
            description = "Begin after this version. Default: ${DEFAULT-VALUE}")
    private String after = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The most events to show, 1 to 1000. Default: ${DEFAULT-VALUE}")
    private String limit = "";

    @Mixin
    private AsKnown known = new AsKnown();

    @Option(names = "--json", description = "Show the server's answer as it is.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode page = client.get("/history", known.with(Map.of("after", after, "limit", limit)));
        if (json) {
            out.println(Printable.json(page.toPrettyString()));
        } else {
            print(page, out);
        }
        out.flush();
        return 0;
    }

    private void print(JsonNode page, PrintWriter out) throws InterruptedException {
        JsonNode history = page.path("history");
        out.println(HistoryTable.HEAD);
        JsonNode before = history.isEmpty() ? MissingNode.getInstance() : stateBefore(history.path(0));
        String rules = history.path(0).path("rules").asText();
        for (JsonNode entry : history) {
            if (!entry.path("rules").asText().equals(rules)) {
                rules = entry.path("rules").asText();
                out.println(HistoryTable.rules(rules));
            }
            out.println(HistoryTable.line(entry, before));
            before = entry.path("state");
        }
        if (page.has("next")) {
            JsonNode last = history.path(history.size() - 1).path("version");
            out.println("There may be more: --after " + last.asText());
        }
    }

    /** Nothing comes before the first event, so that all of its state is new. */
    private JsonNode stateBefore(JsonNode entry) throws InterruptedException {
        long version = entry.path("version").asLong();
        return version == 1
                ? MissingNode.getInstance()
                : client.get("", known.with(Map.of("version", Long.toString(version - 1))))
                        .path("state");
    }
}
