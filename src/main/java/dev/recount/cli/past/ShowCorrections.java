package dev.recount.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.Version;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code recount corrections}. */
@Command(
        name = "corrections",
        description = "Shows how events of a stream have been corrected, a correction a line, the oldest first.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class ShowCorrections implements Callable<Integer> {

    private static final String ROW = "%8s  %-27s  %-12s  %-9s  %-40s  %s%n";

    @Mixin
    private StreamClient client = new StreamClient();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode all = client.get("/corrections", Map.of());
        out.printf(ROW, "VERSION", "RECORDED", "BY", "STATUS", "WHAT", "WHY");
        for (JsonNode each : all.path("corrections")) {
            JsonNode correction = each.path("correction");
            out.printf(
                    ROW,
                    each.path("version").asText(),
                    each.path("recorded").asText(),
                    Printable.of(each.path("principal").asText()),
                    each.path("status").asText(),
                    Printable.of(what(correction)),
                    Printable.of(why(correction)));
        }
        out.flush();
        return 0;
    }

    private static String why(JsonNode correction) {
        return correction.has("proposed")
                ? correction.path("proposed").path(0).path("reason").asText()
                : correction.path("reason").asText();
    }

    private static String what(JsonNode correction) {
        if (correction.has("proposed")) {
            return correction
                    .path("proposed")
                    .valueStream()
                    .map(ShowCorrections::what)
                    .collect(Collectors.joining("; "));
        } else if (correction.has("approved")) {
            return correction.path("approved").asText() + " is approved";
        } else if (correction.has("withdrawn")) {
            return correction.path("withdrawn").asText() + " is taken back";
        }
        String events = correction
                .path("read")
                .valueStream()
                .map(event -> event.path("event").asText() + " " + event.path("data"))
                .collect(Collectors.joining(", "));
        return correction.has("after")
                ? "after " + correction.path("after").asText() + ": " + events
                : correction.path("instead").asText() + " is " + (events.isEmpty() ? "left out" : events);
    }
}
