package dev.recount.cli.past.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines by which a step is shown. */
final class StepText {

    private final List<String> lines = new ArrayList<>();

    private StepText() {}

    static List<String> of(Step step, PastEvents events) throws InterruptedException {
        var text = new StepText();
        switch (step) {
            case Step.Happened happened when happened.isUnreadable() -> text.unreadable(happened);
            case Step.Happened happened -> text.happened(happened, events.of(happened), events.changes(happened));
            case Step.Rejected rejected -> text.rejected(rejected);
        }
        return text.lines;
    }

    private void unreadable(Step.Happened step) {
        lines.add(step + "  " + Printable.of(types(step.decision().path("events"))));
        add("problem", step.decision().path("problem").asText());
    }

    private void happened(Step.Happened step, JsonNode entry, JsonNode changes) {
        JsonNode decision = step.decision();
        lines.add(step + "  " + Printable.of(types(entry.path("events"))));
        entry.path("events").forEach(event -> add("data", event.path("data").toString()));
        times(entry);
        command(decision.has("command") ? decision.path("command") : entry.path("command"));
        sender(entry);
        if (decision.isMissingNode()) {
            add("decided", "accepted, as it happened; the decision is not on record");
        } else {
            add(
                    "decided",
                    "accepted at version " + (step.version() - step.number()) + ", as event " + step.number() + " of "
                            + step.events());
        }
        changes.forEach(change -> add("changed", Printable.change(change)));
        if (changes.isEmpty()) {
            add("changed", "nothing");
        }
    }

    private void rejected(Step.Rejected step) {
        JsonNode decision = step.decision();
        lines.add(step + "  rejected "
                + Printable.of(decision.path("command").path("name").asText()));
        times(decision);
        command(decision.path("command"));
        sender(decision);
        String version = decision.has("version")
                ? " at version " + decision.path("version").asText()
                : "";
        add(
                "decided",
                "rejected" + version + ", " + decision.path("reason").asText() + ": "
                        + decision.path("message").asText());
        add("changed", "nothing");
    }

    private static String types(JsonNode events) {
        String types = events.valueStream()
                .map(event -> event.path("type").asText())
                .map(type -> type.substring(type.indexOf('.') + 1))
                .collect(Collectors.joining(", "));
        return types.isEmpty() ? "no event any more" : types;
    }

    private void times(JsonNode told) {
        String time = told.path("time").asText();
        String recorded = told.path("recorded").asText();
        add("when", time.equals(recorded) ? time : time + ", recorded " + recorded);
    }

    private void command(JsonNode command) {
        String data = command.has("data") ? " " + command.path("data") : ", its data is not on record";
        add(
                "command",
                command.path("name").asText("unknown") + data + ", id "
                        + command.path("id").asText("unknown"));
    }

    private void sender(JsonNode told) {
        String why =
                told.has("causation") ? ", because of " + told.path("causation").asText() : "";
        add(
                "asked",
                "by " + told.path("principal").asText() + why + ", conversation "
                        + told.path("correlation").asText());
        String noted = told.path("meta")
                .propertyStream()
                .map(each -> each.getKey() + " " + each.getValue().asText())
                .collect(Collectors.joining(", "));
        if (!noted.isEmpty()) {
            add("noted", noted);
        }
    }

    private void add(String name, String text) {
        lines.add("  %-8s ".formatted(name) + Printable.of(text));
    }
}
