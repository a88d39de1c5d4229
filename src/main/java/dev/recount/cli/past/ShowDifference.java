package dev.recount.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.Version;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount diff}. */
@Command(
        name = "diff",
        description = {
            "Shows what is different in the state of a stream between two points of its past, a change a line.",
            "Each is a version, an instant in UTC such as 1993-12-31T12:00:00Z, or a day, such as 1993-12-31, which stands for"
                    + " its end in UTC."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class ShowDifference implements Callable<Integer> {

    @Mixin
    private StreamClient client = new StreamClient();

    @Parameters(index = "1", paramLabel = "FROM", description = "The one point; 0 is before the first event.")
    private String from = "";

    @Parameters(index = "2", paramLabel = "TO", description = "The other point, which may be the earlier one.")
    private String to = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode difference = client.get("/diff", Map.of(parameter("from", from), from, parameter("to", to), to));
        out.println(difference.path("stream").asText() + " from version "
                + difference.path("from").asText() + " to "
                + difference.path("to").asText());
        difference.path("patch").forEach(change -> out.println(Printable.change(change)));
        out.flush();
        return 0;
    }

    /** Whole numbers are versions; whether anything else makes sense, the server knows. */
    private static String parameter(String name, String text) {
        return text.matches("-?[0-9]+") ? name : name + "At";
    }
}
