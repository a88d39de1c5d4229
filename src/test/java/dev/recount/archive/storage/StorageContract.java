package dev.recount.archive.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A place in which files are stored once. */
public abstract class StorageContract {

    protected static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
    protected static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

    /** Opens the place, which is the same one each time of a test. */
    protected abstract Storage open();

    @Test
    void storesAFileOnce() {
        try (Storage storage = open()) {
            storage.put("x/y/2", TWO);
            storage.put("x/y/1", ONE);
            storage.put("x/y/1", ONE);
            assertThat(storage.get("x/y/1")).contains(ONE);
            assertThat(storage.get("x/y/3")).isEmpty();
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.put("x/y/1", TWO))
                    .withMessageContaining("x/y/1 is there already, and holds something else");
            assertThat(storage.get("x/y/1")).contains(ONE);
        }
        try (Storage storage = open()) {
            assertThat(storage.get("x/y/2")).contains(TWO);
        }
    }

    @Test
    void listsTheFilesOfAFolderInOrder() {
        try (Storage storage = open()) {
            assertThat(storage.list("x/y")).isEmpty();
            IntStream.of(4, 1, 5, 3, 2).forEach(name -> storage.put("x/y/" + name, ONE));
            storage.put("x/yz/6", ONE);
            storage.put("x/0", ONE);
            assertThat(storage.list("x/y")).containsExactly("1", "2", "3", "4", "5");
            assertThat(storage.list("x/yz")).containsExactly("6");
            assertThat(storage.list("z")).isEmpty();
        }
    }

    @Test
    void storesWhateverBytesThereAre() {
        byte[] large = new byte[3 << 20];
        new Random(7).nextBytes(large);
        try (Storage storage = open()) {
            storage.put("x/none", new byte[0]);
            storage.put("x/large", large);
            assertThat(storage.get("x/none")).contains(new byte[0]);
            assertThat(storage.get("x/large")).contains(large);
        }
    }
}
