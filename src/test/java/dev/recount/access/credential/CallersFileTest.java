package dev.recount.access.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of callers, as people and commands write it. */
class CallersFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"name":"ann"}                                                          | secret: must not be null
            {"name":"ann","secret":"x","roles":[],"claims":{},"admin":true}         | admin: is not a known field
            {"name":"ann","secret":"password","roles":[],"claims":{}}               | must be a hash by Argon2id
            {"name":"ann","secret":"sha256:1","roles":[],"claims":{}}               | secret: must be 64 hexadecimal digits
            null                                                                    | must be a caller, not null
            ann                                                                     | the text is not JSON
            """)
    void saysWhichLineIsWrongAndWhatOfIt(String line, String problem) throws IOException {
        Path file = Files.createFile(
                folder.resolve("callers"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "\n" + line + "\n");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> new CallersFile(file, "--callers").read())
                .withMessageStartingWith("--callers: " + file + ", line 2: ")
                .withMessageContaining(problem)
                .withMessageNotContaining("Feature");
    }

    @Test
    void holdsWhatWasPutIn() {
        var file = new CallersFile(folder.resolve("callers"), "--callers");
        var ann = new KnownCaller(
                "ann", ApiKey.make().hash(), Set.of("teller"), Map.of("branch", "zurich"), Optional.empty());
        file.change(_ -> List.of(ann));
        assertThat(file.read()).containsExactly(ann);
    }
}
