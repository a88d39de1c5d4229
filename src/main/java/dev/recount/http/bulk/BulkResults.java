package dev.recount.http.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.MovedAnswers;
import dev.recount.http.answer.Problem;
import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** Results that are to be sent, a JSON object a line. */
final class BulkResults {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator("").build();

    private final List<BulkResult> results = new ArrayList<>();

    void add(BulkResult result) {
        results.add(result);
    }

    int size() {
        return results.size();
    }

    boolean isEmpty() {
        return results.isEmpty();
    }

    /** Takes all that there are, as they are sent. */
    ByteString take() {
        var bytes = new ByteArrayOutputStream(128 * results.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            for (BulkResult result : results) {
                switch (result) {
                    case BulkResult.Previewed(long _, var told) -> json.writeRawValue(String.valueOf(told.rawValue()));
                    case BulkResult.Accepted accepted -> write(json, accepted);
                    case BulkResult.Moved moved -> write(json, moved);
                    case BulkResult.Failed(long line, var problem, var commandId) -> {
                        json.writeStartObject();
                        write(json, line, problem, commandId);
                        json.writeEndObject();
                    }
                }
                json.writeRaw('\n');
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        results.clear();
        return ByteString.fromArrayUnsafe(bytes.toByteArray());
    }

    private static void write(JsonGenerator json, BulkResult.Moved moved) throws IOException {
        json.writeStartObject();
        write(json, moved.line(), MovedAnswers.problem(moved.stream(), moved.to()), Optional.of(moved.commandId()));
        json.writeArrayFieldStart("movedto");
        for (StreamId each : moved.to()) {
            json.writeString(each.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, BulkResult.Accepted result) throws IOException {
        Outcome.Accepted accepted = result.outcome();
        json.writeStartObject();
        json.writeNumberField("line", result.line());
        json.writeNumberField("status", 200);
        json.writeStringField("stream", accepted.stream().toString());
        json.writeNumberField("version", accepted.version());
        json.writeStringField("token", Answers.token(accepted));
        json.writeBooleanField("repeat", accepted.repeat());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, long line, Problem problem, Optional<String> commandId)
            throws IOException {
        json.writeNumberField("line", line);
        json.writeNumberField("status", problem.status());
        json.writeStringField("code", problem.code());
        json.writeStringField("detail", problem.detail());
        if (commandId.isPresent()) {
            json.writeStringField("id", commandId.get());
        }
    }
}
