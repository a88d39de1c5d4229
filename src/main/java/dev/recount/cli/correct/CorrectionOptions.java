package dev.recount.cli.correct;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cli.option.JsonLine;
import dev.recount.cli.option.Reason;
import dev.recount.http.request.ReasonHeader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what one correction consists of, and under which conditions it is made. */
final class CorrectionOptions {

    @Option(
            names = "--read",
            paramLabel = "EVENTS",
            description =
                    "The events, as a JSON list such as [{\"event\":\"Deposited\",\"data\":{…}}], or a file that holds it;"
                            + " [] where an event is to be left out.")
    private @Nullable String read;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why: it is stored, and told with the correction.")
    private @Nullable String reason;

    @Option(
            names = "--if-match",
            paramLabel = "N",
            description = "The version that the stream must have. Without it, any will do.")
    private @Nullable Long expected;

    @Option(
            names = "--id",
            paramLabel = "KEY",
            description = "The id of the correction: sent again with the same, it changes nothing.")
    private @Nullable String id;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Tells whether anything is said. */
    boolean anything() {
        return read != null || reason != null || expected != null || id != null;
    }

    /** Makes sure that no events are given, where something else is to be done with a correction. */
    void requireNoEvents(String aim) {
        if (read != null) {
            throw new ParameterException(spec.commandLine(), aim + ": takes no events; --read does not go with it");
        }
    }

    /** Returns the headers of the request. */
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (id != null) {
            headers.put("Idempotency-Key", id);
        }
        if (expected != null) {
            headers.put("If-Match", Long.toString(expected));
        }
        return headers;
    }

    /** Returns the headers of an approval, whose reason need not be in its body, and may be longer there. */
    Map<String, String> approvalHeaders() {
        Map<String, String> headers = headers();
        if (reason != null && reason.length() <= ReasonHeader.MOST) {
            headers.putAll(Reason.of(reason));
        }
        return headers;
    }

    /** Returns the reason, which has to be given. */
    String reason() {
        return required("--reason", reason);
    }

    /** Returns the body of an approval, which may have a reason. */
    String approval() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return (reason == null ? body : body.put("reason", reason)).toString();
    }

    /**
     * Returns the body of a correction.
     *
     * @param aim the field that names what is corrected
     * @param version the version that it is about
     */
    String body(String aim, @Nullable Long version) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put(aim, version);
        String events = required("--read", read);
        body.set(
                "read",
                events.strip().startsWith("[")
                        ? JsonLine.json("--read", events)
                        : JsonLine.json("--read: " + events, JsonLine.text("--read", Path.of(events))));
        return body.put("reason", reason()).toString();
    }

    private String required(String option, @Nullable String value) {
        if (value == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '" + option + "'");
        }
        return value;
    }
}
