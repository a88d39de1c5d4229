package dev.recount.correction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.correction.CorrectionDraft.Kind;
import dev.recount.json.MalformedException;
import dev.recount.json.ObjectBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Corrections as they are asked for: one, or several of a stream under {@code corrections}. */
public final class DraftJson {

    private static final String SEVERAL = "corrections";
    private static final int MOST = 1_000;

    private DraftJson() {}

    /**
     * Reads what is asked for.
     *
     * @throws MalformedException if it is not as it should be; names the field
     */
    public static List<CorrectionDraft> read(byte[] body) {
        return read(object(body));
    }

    /**
     * Reads what is asked for.
     *
     * @param json an object
     * @throws MalformedException if it is not as it should be; names the field
     */
    public static List<CorrectionDraft> read(JsonNode json) {
        if (!json.has(SEVERAL)) {
            ObjectBody.requireKnown(json, "", Set.of("version", "after", "read", "reason"));
            return List.of(draft(json, "", reason(json, "")));
        }
        ObjectBody.requireKnown(json, "", Set.of(SEVERAL, "reason"));
        JsonNode several = json.get(SEVERAL);
        if (!several.isArray() || several.isEmpty() || several.size() > MOST) {
            throw malformed(SEVERAL, "must be a list of 1 to " + MOST + " corrections");
        }
        String reason = json.has("reason") ? reason(json, "") : "";
        var drafts = new ArrayList<CorrectionDraft>();
        for (JsonNode each : several) {
            String field = SEVERAL + "[" + drafts.size() + "].";
            if (!each.isObject()) {
                throw malformed(SEVERAL + "[" + drafts.size() + "]", "must be an object");
            }
            ObjectBody.requireKnown(each, field, Set.of("version", "after", "read", "reason"));
            drafts.add(draft(each, field, each.has("reason") || reason.isEmpty() ? reason(each, field) : reason));
        }
        return drafts;
    }

    /**
     * Reads why something is approved; empty where nothing is said.
     *
     * @throws MalformedException if it is not as it should be; names the field
     */
    public static String approvalReason(byte[] body) {
        JsonNode json = object(body);
        ObjectBody.requireKnown(json, "", Set.of("reason"));
        return json.has("reason") ? reason(json, "") : "";
    }

    /**
     * Reads a JSON object.
     *
     * @throws MalformedException if it is none
     */
    public static ObjectNode object(String text) {
        return object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode object(byte[] body) {
        return ObjectBody.read(body.length == 0 ? new byte[] {'{', '}'} : body);
    }

    private static String reason(JsonNode json, String field) {
        JsonNode reason = json.path("reason");
        if (!reason.isTextual()) {
            throw malformed(field + "reason", "must say why");
        }
        return reason.asText();
    }

    private static CorrectionDraft draft(JsonNode json, String field, String reason) {
        if (json.has("version") == json.has("after")) {
            throw malformed(field + "version", "must be there, or after in its place");
        }
        Kind kind = json.has("after") ? Kind.AFTER : Kind.INSTEAD;
        String name = kind == Kind.AFTER ? "after" : "version";
        JsonNode version = json.get(name);
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            throw malformed(field + name, "must be a version, as in 7");
        }
        return new CorrectionDraft(field, kind, version.asLong(), events(json, field), reason);
    }

    private static List<CorrectionDraft.Event> events(JsonNode json, String field) {
        JsonNode read = json.path("read");
        if (!read.isArray()) {
            throw malformed(
                    field + "read", "must be a list of events, as in [{\"event\": \"Deposited\", \"data\": {…}}]");
        }
        var events = new ArrayList<CorrectionDraft.Event>();
        for (JsonNode event : read) {
            String at = field + "read[" + events.size() + "]";
            if (!event.isObject() || !event.path("event").isTextual()) {
                throw malformed(at, "must be an object with the name of an event, and its data");
            }
            ObjectBody.requireKnown(event, at + ".", Set.of("event", "data"));
            events.add(new CorrectionDraft.Event(
                    event.get("event").asText(),
                    event.has("data") ? event.get("data").toString() : "{}"));
        }
        return events;
    }

    private static MalformedException malformed(String field, String problem) {
        return new MalformedException(field, problem);
    }
}
