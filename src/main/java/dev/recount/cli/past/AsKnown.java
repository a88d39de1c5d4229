package dev.recount.cli.past;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of the commands that show the past, which says as of when it was known. */
final class AsKnown {

    @Option(
            names = "--known",
            paramLabel = "WHEN",
            description =
                    "What was known then: an instant, a day or a position, after which no correction is heeded; or recorded,"
                            + " for events as they are stored. Without it, what is known today.")
    private @Nullable String known;

    /** Returns these parameters of a query, with that of the option where it is given. */
    Map<String, String> with(Map<String, String> query) {
        Map<String, String> all = new HashMap<>(query);
        if (known != null) {
            all.put("known", known);
        }
        return all;
    }
}
