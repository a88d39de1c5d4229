package dev.recount.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.ServerClient;
import dev.recount.model.StreamId;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The stream that a command is about, as the server tells of it. */
final class StreamClient {

    @Parameters(index = "0", paramLabel = "STREAM", description = "The stream, such as account/2378.")
    private String stream = "";

    @Mixin
    private ServerClient server = new ServerClient();

    /**
     * Asks the server about the stream.
     *
     * @param path what follows the stream in the path, empty for its state
     * @param query the parameters by their names
     * @throws CommandFailedException if there is no such server, or it answers with a problem
     */
    JsonNode get(String path, Map<String, String> query) throws InterruptedException {
        return server.get("/streams/" + named(stream) + path, query);
    }

    static StreamId named(String stream) {
        try {
            return StreamId.parse(stream);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException(String.valueOf(unusable.getMessage()));
        }
    }
}
