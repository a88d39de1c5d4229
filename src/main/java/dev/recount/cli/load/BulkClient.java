package dev.recount.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.cli.option.Caller;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends commands to a server's bulk endpoint. */
final class BulkClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI streams;
    private final Caller caller;
    private final Codecs codecs;
    private final String work;

    /**
     * Prepares to send commands.
     *
     * @param work what they are sent for, which a person may have to start again
     */
    BulkClient(URI server, Caller caller, Codecs codecs, String work) {
        this.streams = server.resolve("/streams");
        this.caller = caller;
        this.http = caller.client().build();
        this.codecs = codecs;
        this.work = work;
    }

    /**
     * A command to send.
     *
     * @param id unique within the stream
     * @param time when it happened, if that is not now
     */
    record Line(StreamId stream, String id, Optional<Instant> time, Object command) {}

    /**
     * The server's answer to one line.
     *
     * @param line the number of the line, from 1
     * @param code the code of what went wrong; empty if nothing did
     * @param detail what went wrong, for a person
     */
    record Result(int line, int status, boolean isRepeat, String code, String detail) {

        boolean isAccepted() {
            return status == 200;
        }

        /** Tells whether the server may carry it out later, or has: it is overloaded, or a part of it is away. */
        boolean isToBeSentAgain() {
            return status == 503 || status == 504 || status == 424;
        }
    }

    /**
     * Sends commands, and returns the results in the order in which they came.
     *
     * @throws CommandFailedException if there is no such server, or not every command has its result
     */
    List<Result> send(List<Line> commands) throws InterruptedException {
        var body = new StringBuilder(commands.size() * 200);
        commands.forEach(command -> body.append(json(command)).append('\n'));
        HttpRequest request = caller.on(HttpRequest.newBuilder(streams))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new CommandFailedException(
                        streams + " answers " + response.statusCode() + ": " + response.body());
            }
            return results(response.body(), commands.size());
        } catch (IOException away) {
            throw new CommandFailedException("the server at " + streams + " does not answer (" + away + ")\nRun the "
                    + work + " again when it does: what is there already stays as it is.");
        }
    }

    private ObjectNode json(Line line) {
        EncodedCommand command = encode(codecs.find(line.stream().type()).orElseThrow(), line.command());
        ObjectNode json = JSON.createObjectNode();
        json.put("stream", line.stream().toString());
        json.put("command", command.name());
        json.putRawValue("data", new RawValue(plain(line.stream(), command)));
        json.put("id", line.id());
        line.time().ifPresent(time -> json.put("time", time.toString()));
        return json;
    }

    private static <C> EncodedCommand encode(StreamCodec<?, C, ?> codec, Object command) {
        return codec.commands().write(codec.type().commands().base().cast(command));
    }

    /** Over HTTP, personal data is plain, and of the person that its stream is. */
    private static String plain(StreamId stream, EncodedCommand command) {
        try {
            if (!Set.of(Subject.of(stream)).containsAll(PersonalJson.subjects(command.json(), Subject.of(stream)))) {
                throw new CommandFailedException(command.name() + " for " + stream
                        + " holds personal data of somebody else, which cannot be sent: let the rules say whose it is");
            }
            return PersonalJson.plain(command.text());
        } catch (IOException noJson) {
            throw new IllegalStateException("a command is not JSON", noJson);
        }
    }

    private List<Result> results(String body, int expected) throws JsonProcessingException {
        var results = new ArrayList<Result>(expected);
        for (String line : body.lines().toList()) {
            JsonNode result = JSON.readTree(line);
            results.add(new Result(
                    result.path("line").asInt(),
                    result.path("status").asInt(),
                    result.path("repeat").asBoolean(),
                    result.path("code").asText(),
                    result.path("detail").asText()));
        }
        if (results.size() != expected) {
            throw new CommandFailedException("the server answered " + results.size() + " of " + expected
                    + " commands; run the " + work + " again");
        }
        return results;
    }
}
