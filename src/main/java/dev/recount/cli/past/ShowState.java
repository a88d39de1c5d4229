package dev.recount.cli.past;

import dev.recount.cli.option.Printable;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount state}. Its {@code --version} is the stream's, so it does not tell that of the program. */
@Command(name = "state", description = "Shows the state of a stream, as of now, of a time or of a version.")
public final class ShowState implements Callable<Integer> {

    @Mixin
    private StreamClient client = new StreamClient();

    @ArgGroup
    private Point point = new Point();

    @Mixin
    private AsKnown known = new AsKnown();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the annotation alone
    private boolean helpWanted;

    @Spec
    private CommandSpec spec;

    /** The point of the past, if it is not now. */
    private static final class Point {

        @Option(
                names = "--at",
                paramLabel = "TIME",
                description = "As of an instant in UTC, such as 1993-12-31T12:00:00Z, or of a day, such as 1993-12-31,"
                        + " which stands for its end in UTC.")
        private @Nullable String at;

        @Option(names = "--version", paramLabel = "N", description = "As of the event of this version.")
        private @Nullable String version;

        Map<String, String> query() {
            if (at != null) {
                return Map.of("at", at);
            }
            return version == null ? Map.of() : Map.of("version", version);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.json(client.get("", known.with(point.query())).toPrettyString()));
        out.flush();
        return 0;
    }
}
