package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The log of a server for programs. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class LogFormatTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void isAnObjectALine() throws IOException {
        Path config = Files.writeString(
                folder.resolve("own.conf"),
                "recount { log-format = json, log-level = INFO, domains = [dev.recount.example.bank.Bank] }");

        List<String> output;
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), "--config", config.toString())) {
            server.program().terminate();
            server.program().exitCode();
            output = server.program().output();
        }

        List<String> lines =
                output.stream().filter(line -> !isOfTheProgram(line)).toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            JsonNode object = parse(line);
            assertThat(object.path("timestamp").asLong()).isPositive();
            assertThat(object.path("level").asText()).isIn("INFO", "WARN", "ERROR");
            assertThat(object.path("loggerName").asText()).isNotEmpty();
            assertThat(object.path("formattedMessage").isTextual()).isTrue();
        });
    }

    /** Tells whether a line is one of those that the program itself writes for the person who started it. */
    private static boolean isOfTheProgram(String line) {
        return line.startsWith("Recount serves ") || line.equals("Ctrl-C stops it.");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not JSON: " + line, malformed);
        }
    }
}
