package dev.recount.journal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.json.shape.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what of a schema cannot be read, or would mean something else, under a later one. */
final class SchemaChanges {

    private final List<String> problems = new ArrayList<>();
    private final boolean unknownFieldsPass;
    private RecordKind kind = RecordKind.EVENT;
    private String streamType = "";
    private String record = "";
    private int revision;

    private SchemaChanges(boolean unknownFieldsPass) {
        this.unknownFieldsPass = unknownFieldsPass;
    }

    /** Returns what is incompatible, each as a sentence that names the event and the field, and says what to do. */
    static List<String> between(JsonNode earlier, JsonNode today) {
        return between(earlier, today, false);
    }

    /**
     * Returns what may make stored events impossible to read, each as a sentence that names the event and the field,
     * and says what to do. A field that is gone does not: stored events may have more than is known of them.
     */
    static List<String> unreadable(JsonNode earlier, JsonNode today) {
        return between(earlier, today, true);
    }

    private static List<String> between(JsonNode earlier, JsonNode today, boolean unknownFieldsPass) {
        var changes = new SchemaChanges(unknownFieldsPass);
        earlier.properties().forEach(type -> changes.streamType(type.getKey(), type.getValue(), today));
        return changes.problems;
    }

    private void streamType(String name, JsonNode earlier, JsonNode schema) {
        streamType = name;
        JsonNode today = schema.path(name);
        if (today.isMissingNode()) {
            problems.add(name + ": the stream type is gone, so that its stored events cannot be read: put it back");
            return;
        }
        for (RecordKind each : RecordKind.values()) {
            kind = each;
            records(earlier, today);
        }
    }

    private void records(JsonNode earlier, JsonNode today) {
        earlier.path(kind.field()).properties().forEach(each -> record(each.getKey(), each.getValue(), today));
        earlier.path(kind.formsField()).forEach(form -> {
            if (!isUpcast(form.asText(), today)) {
                problems.add(kind.named(streamType + "." + form.asText()) + ": " + kind.keptOnes()
                        + " of this form were read through an upcaster, which is gone: put it back");
            }
        });
    }

    private boolean isUpcast(String form, JsonNode today) {
        return today.path(kind.formsField())
                .valueStream()
                .anyMatch(upcast -> upcast.asText().equals(form));
    }

    private void record(String name, JsonNode earlier, JsonNode type) {
        record = name;
        revision = earlier.path("revision").asInt();
        if (isUpcast(name + "/" + revision, type)) {
            return;
        }
        JsonNode today = type.path(kind.field()).path(name);
        if (today.isMissingNode()) {
            problem(
                    "the " + kind.noun() + " is gone, but " + kind.kept() + " ones are not",
                    "put it back, or add " + upcaster() + " with " + kind.ways());
        } else if (today.path("revision").asInt() != revision) {
            problem(
                    kind.keptOnes() + " have revision " + revision + ", but today's is "
                            + today.path("revision").asInt(),
                    "put the upcasters back that led to revision " + revision);
        } else {
            fields("", earlier.path("fields"), today.path("fields"));
        }
    }

    private String upcaster() {
        return "Upcaster.from(\"" + record + "\", " + revision + ")";
    }

    private void problem(String problem, String remedy) {
        problems.add(kind.named(streamType + "." + record + "/" + revision) + ": " + problem + ": " + remedy + " to "
                + kind.place(streamType));
    }

    private void fields(String path, JsonNode earlier, JsonNode today) {
        for (Map.Entry<String, JsonNode> field : earlier.properties()) {
            String name = path + field.getKey();
            JsonNode now = today.path(field.getKey());
            if (now.isMissingNode() && !unknownFieldsPass) {
                problem(
                        name + " is gone, but " + kind.keptOnes() + " have it",
                        "put it back, or add "
                                + change(name, "remove(\"" + name + "\"), or rename(\"" + name + "\", …),"));
            } else if (!now.isMissingNode()) {
                shape(name, field.getValue(), now);
            }
        }
        for (Map.Entry<String, JsonNode> field : today.properties()) {
            if (!earlier.has(field.getKey()) && !field.getValue().has("optional")) {
                String name = path + field.getKey();
                problem(
                        name + " is new, and " + kind.keptOnes() + " lack it",
                        "make it an Optional, or add " + change(name, "add(\"" + name + "\", …)"));
            }
        }
    }

    /**
     * Returns the upcaster's call for a change; a place in a list, a map or one of several cases is not reached by its
     * path.
     */
    private String change(String path, String step) {
        return upcaster() + "." + (path.indexOf('[') < 0 ? step : "map(fields -> …)");
    }

    private void shape(String path, JsonNode earlier, JsonNode today) {
        Optional<String> structure = structure(today);
        if (today.has("optional")) {
            shape(path, earlier.has("optional") ? earlier.path("optional") : earlier, today.path("optional"));
        } else if (today.has("personal")) { // one of before is read as it is
            shape(path, earlier.has("personal") ? earlier.path("personal") : earlier, today.path("personal"));
        } else if (structure.isEmpty() || !earlier.has(structure.get())) {
            if (!earlier.equals(today) && !Shapes.widens(earlier.asText(), today.asText())) {
                changed(path, earlier, today);
            }
        } else {
            switch (structure.get()) {
                case "list", "set" -> shape(path + "[]", earlier.path(structure.get()), today.path(structure.get()));
                case "map" -> {
                    shape(
                            path + "[key]",
                            earlier.path("map").path("key"),
                            today.path("map").path("key"));
                    shape(
                            path + "[]",
                            earlier.path("map").path("value"),
                            today.path("map").path("value"));
                }
                case "record" -> fields(path + ".", earlier.path("record"), today.path("record"));
                case "enum" -> constants(path, earlier.path("enum"), today.path("enum"));
                default -> cases(path, earlier, today);
            }
        }
    }

    private static Optional<String> structure(JsonNode shape) {
        return List.of("list", "set", "map", "record", "enum", "cases").stream()
                .filter(shape::has)
                .findFirst();
    }

    private void changed(String path, JsonNode earlier, JsonNode today) {
        boolean gainsDecimals =
                Shapes.isWhole(earlier.asText()) && today.asText().equals("decimal");
        String step = gainsDecimals ? "changeNumber" : "change";
        problem(
                path + " was " + described(earlier) + ", and is " + described(today)
                        + (gainsDecimals ? ", which may mean something else" : ""),
                "change it back, or add " + change(path, step + "(\"" + path + "\", …)"));
    }

    private static String described(JsonNode shape) {
        return shape.isTextual() ? shape.asText() : shape.toString();
    }

    private void constants(String path, JsonNode earlier, JsonNode today) {
        List<JsonNode> now = today.valueStream().toList();
        for (JsonNode constant : earlier) {
            if (!now.contains(constant)) {
                problem(
                        path + " may be " + constant.asText() + " in " + kind.keptOnes() + ", and no more today",
                        "put the constant back, or add " + change(path, "changeText(\"" + path + "\", …)"));
            }
        }
    }

    private void cases(String path, JsonNode earlier, JsonNode today) {
        if (!earlier.path("by").equals(today.path("by"))) {
            changed(path, earlier, today);
            return;
        }
        for (Map.Entry<String, JsonNode> each : earlier.path("cases").properties()) {
            JsonNode now = today.path("cases").path(each.getKey());
            if (now.isMissingNode()) {
                problem(
                        path + " may be of type " + each.getKey() + " in " + kind.keptOnes() + ", and no more today",
                        "put the record back, or add " + change(path, "change(\"" + path + "\", …)"));
            } else {
                fields(path + "[" + each.getKey() + "].", each.getValue(), now);
            }
        }
    }
}
