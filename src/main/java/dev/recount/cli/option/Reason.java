package dev.recount.cli.option;

import dev.recount.http.request.ReasonHeader;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of the commands that have a server do something which comes on record: it says why. */
public final class Reason {

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why: it comes on record with what is done. A server can require it"
                    + " (recount.administration.require-reason).")
    private @Nullable String reason;

    /** Returns the headers that say it, if it is given. */
    public Map<String, String> headers() {
        return of(reason);
    }

    /** Returns the headers that say a reason, if there is one. */
    public static Map<String, String> of(@Nullable String reason) {
        return reason == null ? Map.of() : Map.of(ReasonHeader.NAME, ReasonHeader.encoded(reason));
    }
}
