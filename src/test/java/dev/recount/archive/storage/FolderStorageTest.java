package dev.recount.archive.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which files are stored once. */
class FolderStorageTest extends StorageContract {

    @TempDir
    Path parent;

    private Path folder() {
        return parent.resolve("a/b");
    }

    @Override
    protected FolderStorage open() {
        return FolderStorage.open(folder());
    }

    @Test
    void keepsFilesForTheirOwnerToRead() throws IOException {
        try (FolderStorage storage = open()) {
            storage.put("x/y/1", ONE);
        }
        Path file = folder().resolve("x/y/1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
    }

    @Test
    void removesWhatNeverGotItsName() throws IOException {
        Path left = Files.createDirectories(folder().resolve("x")).resolve(".1.4711.tmp");
        Files.write(left, ONE);
        try (FolderStorage storage = open()) {
            assertThat(left).doesNotExist();
            assertThat(storage.list("x")).isEmpty();
        }
    }

    @Test
    void hasNoFilesButItsOwn() throws IOException {
        Files.write(parent.resolve("other"), ONE);
        try (FolderStorage storage = open()) {
            for (String name : List.of("../other", parent.resolve("other").toString())) {
                assertThatExceptionOfType(StorageException.class)
                        .isThrownBy(() -> storage.get(name))
                        .withMessageContaining("is not the name of a file in");
            }
        }
    }

    @Test
    void isForOneAtATime() throws IOException {
        try (FolderStorage storage = open()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("somebody else stores");
            storage.put("1", ONE);
        }
        open().close();
        Path file = Files.write(parent.resolve("file"), ONE);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> FolderStorage.open(file));
    }
}
