package dev.recount.cli.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a file that holds JSON on each of its lines.
 *
 * @param number the number of the line, from 1
 * @param json what it holds
 */
public record JsonLine(int number, JsonNode json) {

    private static final JsonMapper EXACT = Json.exact()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /**
     * Reads all lines that are not blank.
     *
     * @param option the option that names the file
     * @throws CommandFailedException if the file cannot be read, or a line is not JSON; names the line
     */
    public static List<JsonLine> read(String option, Path file) {
        var lines = new ArrayList<JsonLine>();
        int number = 0;
        for (String line : text(option, file).lines().toList()) {
            number++;
            if (!line.isBlank()) {
                lines.add(new JsonLine(number, json(option + ": " + file + ", line " + number, line)));
            }
        }
        return lines;
    }

    /**
     * Reads a text that is JSON.
     *
     * @param source where it comes from, for who reads that it is none
     * @throws CommandFailedException if it is none
     */
    public static JsonNode json(String source, String text) {
        try {
            return EXACT.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new CommandFailedException(source + ": it is not JSON: " + malformed.getOriginalMessage());
        }
    }

    /**
     * Reads the whole of a file.
     *
     * @param option the option that names the file
     * @throws CommandFailedException if it cannot be read
     */
    public static String text(String option, Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new CommandFailedException(option + ": there is no file " + file);
        } catch (IOException unreadable) {
            throw new CommandFailedException(option + ": " + file + ": " + unreadable.getMessage());
        }
    }
}
