package dev.recount.access.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.database.sql.DatabaseException;
import dev.recount.json.Json;
import dev.recount.json.JsonProblems;
import dev.recount.privacy.secret.SecretFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The file of the users and the holders of API keys, an object of JSON in each line. Only the server and those who look
 * after it may read it.
 *
 * @param path the file
 * @param setting the setting or option that names it
 */
public record CallersFile(Path path, String setting) {

    private static final JsonMapper JSON = Json.mapper(AnnotationIntrospector.nopInstance());

    /**
     * Reads it.
     *
     * @throws DatabaseException if it cannot be read, or a line of it is malformed; names the setting and the line
     */
    public List<KnownCaller> read() {
        var callers = new ArrayList<KnownCaller>();
        int number = 0;
        for (String line : file().readAsGroup().lines().toList()) {
            number++;
            if (!line.isBlank()) {
                callers.add(caller(line, number));
            }
        }
        return callers;
    }

    private SecretFile file() {
        return new SecretFile(path, setting, "learn who may do what, and try passwords");
    }

    private KnownCaller caller(String line, int number) {
        try {
            KnownCaller caller = JSON.readValue(line, KnownCaller.class);
            if (caller == null) {
                throw new IllegalArgumentException("must be a caller, not null");
            }
            Secret.require(caller.secret());
            return caller;
        } catch (JsonProcessingException malformed) {
            throw unusable(number, JsonProblems.explain(malformed).sentence(), malformed);
        } catch (IllegalArgumentException malformed) {
            throw unusable(number, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private DatabaseException unusable(int number, String problem, Exception cause) {
        return new DatabaseException(setting + ": " + path + ", line " + number + ": " + problem, cause);
    }

    /**
     * Changes it, in one step, while nobody else does; makes it if there is none.
     *
     * @throws DatabaseException if it cannot be read or written; it stays as it is then
     */
    public void change(UnaryOperator<List<KnownCaller>> change) {
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            List<KnownCaller> before = file().exists() ? read() : List.of();
            file().replace(change.apply(before).stream().map(CallersFile::line).collect(Collectors.joining()));
        } catch (IOException unwritable) {
            throw new DatabaseException(setting + ": " + path + " cannot be changed: " + unwritable, unwritable);
        }
    }

    private static String line(KnownCaller caller) {
        try {
            return JSON.writeValueAsString(caller) + '\n';
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a caller cannot be written", impossible);
        }
    }
}
