package dev.recount.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.Version;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount diff}. */
@Command(
        name = "diff",
        description = {
            "Shows what is different in the state of a stream between two points of its past, a change a line.",
            "Each is a version, an instant in UTC such as 1993-12-31T12:00:00Z, or a day, such as 1993-12-31, which stands for"
                    + " its end in UTC.",
            "With --from-known, it shows what corrections have changed: in the latest state, where no points are given."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class ShowDifference implements Callable<Integer> {

    @Mixin
    private StreamClient client = new StreamClient();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FROM",
            description = "The one point; 0 is before the first event.")
    private @Nullable String from;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "TO",
            description = "The other point, which may be the earlier one.")
    private @Nullable String to;

    @Option(
            names = "--from-known",
            paramLabel = "WHEN",
            description = "As of when the state at FROM was known, in the words of --known; without FROM, that at TO.")
    private @Nullable String fromKnown;

    @Mixin
    private AsKnown known = new AsKnown();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode difference = client.get("/diff", known.with(query()));
        out.println(difference.path("stream").asText() + " from version "
                + difference.path("from").asText() + " to "
                + difference.path("to").asText());
        difference.path("patch").forEach(change -> out.println(Printable.change(change)));
        out.flush();
        return 0;
    }

    private Map<String, String> query() {
        if (fromKnown == null && (from == null || to == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required parameters: " + (from == null ? "'FROM', 'TO'" : "'TO'"));
        }
        Map<String, String> query = new HashMap<>();
        if (from != null) {
            query.put(parameter("from", from), from);
        }
        if (to != null) {
            query.put(parameter("to", to), to);
        }
        if (fromKnown != null) {
            query.put("fromKnown", fromKnown);
        }
        return query;
    }

    /** Whole numbers are versions; whether anything else makes sense, the server knows. */
    private static String parameter(String name, String text) {
        return text.matches("-?[0-9]+") ? name : name + "At";
    }
}
