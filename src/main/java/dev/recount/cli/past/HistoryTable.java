package dev.recount.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Printable;
import dev.recount.history.JsonDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines of a table of events that fits a terminal of 120 columns. */
final class HistoryTable {

    static final String HEAD = row("VERSION", "TIME (UTC)", "EVENT", "BY", "CHANGED TO");
    private static final int TIME = 19;
    private static final int EVENT = 38;
    private static final int PRINCIPAL = 12;
    private static final int CHANGES = 35;

    private HistoryTable() {}

    /**
     * Returns the line of what is stored as one event.
     *
     * @param before the state before it
     */
    static String line(JsonNode entry, JsonNode before) {
        JsonNode events = entry.path("events");
        return row(
                entry.path("version").asText(),
                time(entry.path("time").asText()),
                brief(events.valueStream().map(HistoryTable::event).collect(Collectors.joining(", ")), EVENT),
                brief(entry.path("principal").asText(), PRINCIPAL),
                brief(changes(before, entry.path("state")), CHANGES));
    }

    /** Returns the line before the first event of several that were decided on by these rules, if they are known. */
    static String rules(String rules) {
        return " ".repeat(10)
                + (rules.isEmpty()
                        ? "decided by rules that are not known"
                        : "decided by the rules " + Printable.of(rules));
    }

    private static String event(JsonNode event) {
        String type = event.path("type").asText();
        String data = event.path("data").toString();
        return type.substring(type.indexOf('.') + 1) + (data.equals("{}") ? "" : " " + data);
    }

    /** Returns an instant to the second. */
    private static String time(String instant) {
        return instant.substring(0, Math.min(TIME, instant.length())).replace('T', ' ');
    }

    private static String row(String version, String time, String event, String principal, String changes) {
        return "%8s  %-19s  %-38s  %-12s  %s"
                .formatted(version, time, event, principal, changes)
                .stripTrailing();
    }

    private static String changes(JsonNode before, JsonNode after) {
        String from = before.isMissingNode() ? "{}" : before.toString();
        List<String> changes = new ArrayList<>();
        for (JsonNode change : JsonDifference.patch(from, after.toString())) {
            String path = change.path("path").asText().replaceFirst("^/", "");
            changes.add(change.has("value") ? path + "=" + change.path("value") : "-" + path);
        }
        return String.join(" ", changes);
    }

    private static String brief(String text, int columns) {
        String line = Printable.of(text);
        int length = line.codePointCount(0, line.length());
        return length <= columns ? line : line.substring(0, line.offsetByCodePoints(0, columns - 1)) + "…";
    }
}
