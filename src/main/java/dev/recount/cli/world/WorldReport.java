package dev.recount.cli.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Printable;
import java.io.PrintWriter;

/** The summary of a world, as a person reads it. */
record WorldReport(PrintWriter out) {

    private static final String ROW = "%10s  %-13s  %-28s  %s%n";

    void print(JsonNode told) {
        out.printf(
                "%,d events, %,d commands decided again, %,d decisions are others%n",
                told.path("events").asLong(),
                told.path("decided").asLong(),
                told.path("differences").asLong());
        if (!told.path("summary").isEmpty()) {
            out.printf(ROW, "COUNT", "CHANGE", "COMMAND", "REASON");
        }
        for (JsonNode line : told.path("summary")) {
            out.printf(
                    ROW,
                    String.format("%,d", line.path("count").asLong()),
                    line.path("change").asText(),
                    Printable.of(line.path("streamType").asText() + " "
                            + line.path("command").asText()),
                    Printable.of(reason(line)));
        }
        for (JsonNode gap : told.path("coverage").path("gaps")) {
            out.printf(
                    "not decided again: %,d, as %s%n",
                    gap.path("count").asLong(), gap.path("why").asText());
        }
    }

    private static String reason(JsonNode line) {
        String before = line.path("reason").asText();
        String here = line.path("otherReason").asText();
        if (before.isEmpty() || here.isEmpty()) {
            return before + here;
        }
        return before + " -> " + here;
    }
}
