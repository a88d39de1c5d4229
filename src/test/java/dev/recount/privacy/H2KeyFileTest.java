package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.Select;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.settings.KeyMemory;
import dev.recount.privacy.store.KeyDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of keys in a folder: apart from a journal, private, and without the keys that were destroyed. */
class H2KeyFileTest {

    private static final Subject ADA = new Subject("customer", "c17");

    @TempDir
    Path folder;

    private Database open() {
        return KeyDatabase.open(new DatabasePlace.Folder(folder.resolve("keys")), "recount.privacy.folder");
    }

    private SubjectKeys keys(Database database) {
        return new SubjectKeys(
                database,
                MasterKey.file(folder.resolve("keys/master.json"), true),
                new KeyMemory(1_000, Duration.ofSeconds(10)),
                Clock.systemUTC());
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        try (Database database = open();
                SubjectKeys _ = keys(database)) {
            assertThat(permissions("keys")).isEqualTo("rwx------");
            assertThat(permissions("keys/keystore.mv.db")).isEqualTo("rw-------");
            assertThat(permissions("keys/master.json")).isEqualTo("rw-------");
        }
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    @Test
    void holdsNoDestroyedKeyOnceItIsClosed() throws IOException {
        Set<Subject> many = IntStream.range(0, 1_000)
                .mapToObj(i -> new Subject("customer", "c" + i))
                .collect(Collectors.toSet());
        String wrapped;
        try (Database database = open();
                SubjectKeys keys = keys(database)) {
            keys.prepare(many).toCompletableFuture().join();
            wrapped = wrapped(database);
        }
        assertThat(file()).contains(wrapped);

        try (Database database = open();
                SubjectKeys keys = keys(database)) {
            keys.erase(ADA, new Erasure(ADA, Instant.EPOCH, "eve", "art. 17", Optional.empty()));
        }

        assertThat(file().contains(wrapped)).isFalse();
    }

    private static String wrapped(Database database) {
        return new Select<>(
                        "SELECT wrapped FROM recount_keys.subject_key WHERE subject = ?",
                        select -> select.setString(1, ADA.toString()),
                        row -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .from(database.pool())
                .getFirst();
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("keys/keystore.mv.db"), StandardCharsets.ISO_8859_1);
    }
}
