package dev.recount.archive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.archive.segment.SegmentRow;
import dev.recount.archive.storage.FolderStorage;
import dev.recount.archive.storage.Storage;
import dev.recount.archive.storage.StorageException;
import dev.recount.log.position.LogPlace;
import dev.recount.log.stored.LogRow;
import dev.recount.privacy.SigningKey;
import dev.recount.seal.Checkpoint;
import dev.recount.seal.SignedNote;
import dev.recount.seal.SignedNote.Signer;
import dev.recount.seal.VerifierKey;
import dev.recount.seal.tree.MerkleTree;
import dev.recount.seal.tree.Tile;
import dev.recount.seal.tree.TileId;
import dev.recount.seal.tree.Tiles;
import dev.recount.seal.tree.TreeGrowth;
import dev.recount.verifier.RecountVerify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that export a tree, and are killed. */
class TreeExportTest {

    private static final String ORIGIN = "bank/0123456789abcdef";
    private static final int SEGMENT = 7;

    @TempDir
    Path folder;

    private final Signer signer = new Signer(ORIGIN, SigningKey.ofSeed(new byte[32]));

    /** A tree that grows, and is served. */
    private final class Grown implements SealedSource {

        private final List<SegmentRow> rows = new ArrayList<>();
        private TreeGrowth growth = new TreeGrowth((id, _) -> new Tile(new byte[0]), 0);
        private String origin = ORIGIN;

        Grown(int size) {
            grow(size);
        }

        void grow(int size) {
            while (rows.size() < size) {
                add("payload " + rows.size());
            }
        }

        void add(String payload) {
            var row = new SegmentRow(rows.size(), row(rows.size(), payload));
            rows.add(row);
            growth.add(row.leaf().hash());
        }

        @Override
        public String checkpoint() {
            Tiles tiles = this;
            return SignedNote.of(
                    new Checkpoint(origin, rows.size(), new MerkleTree(tiles, rows.size()).root()).text(),
                    List.of(signer));
        }

        @Override
        public List<SegmentRow> rows(long from, int limit) {
            return rows.stream().skip(from).limit(Math.min(limit, 3)).toList();
        }

        @Override
        public Tile read(TileId id, int width) {
            return growth.changed().getOrDefault(id, Tile.EMPTY).first(width);
        }
    }

    private static LogRow row(int index, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new LogRow(
                "account/1",
                index + 1,
                "account.Deposited/1",
                Base64.getEncoder().encodeToString(bytes),
                new LogPlace(0, index + 1),
                false,
                "writer",
                1_000 + index,
                "",
                17,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A storage of a process that is killed before or behind one of the files. */
    private record Killed(Storage storage, AtomicInteger left, boolean afterwards) implements Storage {

        @Override
        public void put(String name, byte[] content) {
            if (left.getAndDecrement() > 0) {
                storage.put(name, content);
                return;
            }
            if (afterwards) {
                storage.put(name, content);
            }
            throw new StorageException("killed at " + name);
        }

        @Override
        public Optional<byte[]> get(String name) {
            return storage.get(name);
        }

        @Override
        public List<String> list(String path) {
            return storage.list(path);
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    /** A storage of a process that another one gets ahead of, before one of its files. */
    private record Overtaken(Storage storage, AtomicInteger left, Runnable other) implements Storage {

        @Override
        public void put(String name, byte[] content) {
            if (left.getAndDecrement() == 0) {
                other.run();
            }
            storage.put(name, content);
        }

        @Override
        public Optional<byte[]> get(String name) {
            return storage.get(name);
        }

        @Override
        public List<String> list(String path) {
            return storage.list(path);
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    private static TreeExport export(Storage storage, SealedSource source) {
        return new TreeExport(storage, 1, source, (_, _) -> {}, SEGMENT);
    }

    private String verified(Path path) {
        var bytes = new ByteArrayOutputStream();
        int code = RecountVerify.run(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                "export",
                path.toString(),
                "--key",
                signer.verifierKey());
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goOnWhereTheyWereKilled(boolean afterwards) throws IOException {
        for (int left = 0; left < 13; left++) {
            Path path = folder.resolve("killed-" + left);
            Grown source = new Grown(10);
            try (FolderStorage storage = FolderStorage.open(path)) {
                assertThat(export(storage, source).run().segments()).isEqualTo(2);
                source.grow(35);
                var budget = new AtomicInteger(left);
                boolean isKilled = isKilled(export(new Killed(storage, budget, afterwards), source));
                assertThat(isKilled).isEqualTo(left < 10);
                Map<String, String> before = files(path);
                source.grow(44);
                TreeExport.Added added = export(storage, source).run();
                assertThat(added.to()).isEqualTo(44);
                assertThat(files(path)).containsAllEntriesOf(before);
            }
            assertThat(verified(path))
                    .as("killed after " + left)
                    .startsWith("0\n")
                    .contains("all 44 entries");
        }
    }

    @Test
    void leaveAWholeExportWhereTwoGoAtTheSameTime() {
        for (int left = 0; left < 10; left++) {
            Path path = folder.resolve("overtaken-" + left);
            Grown source = new Grown(10);
            Grown later = new Grown(38);
            try (FolderStorage storage = FolderStorage.open(path)) {
                assertThat(export(storage, source).run().segments()).isEqualTo(2);
                source.grow(35);
                Storage overtaken = new Overtaken(
                        storage,
                        new AtomicInteger(left),
                        () -> assertThat(export(storage, later).run().to()).isEqualTo(38));
                boolean isKilled = isKilled(export(overtaken, source));
                later.grow(44);
                assertThat(export(storage, later).run().to()).isEqualTo(44);
                assertThat(verified(path))
                        .as("overtaken before file " + left + ", which it " + (isKilled ? "did not" : "did") + " write")
                        .startsWith("0\n")
                        .contains("all 44 entries");
            }
        }
    }

    private static boolean isKilled(TreeExport export) {
        try {
            var _ = export.run();
            return false;
        } catch (StorageException killed) {
            return true;
        }
    }

    private static Map<String, String> files(Path path) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void storeNothingThatWasNotSigned() throws IOException {
        Grown source = new Grown(20);
        try (FolderStorage storage = FolderStorage.open(folder)) {
            assertThat(export(storage, source).run().to()).isEqualTo(20);
            Map<String, String> before = files(folder);
            source.grow(30);
            source.rows.set(25, new SegmentRow(25, row(25, "forged")));
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, source).run())
                    .withMessageContaining("the entries from 20 up to 26 that are served");
            assertThat(files(folder)).isEqualTo(before);

            SegmentRow served = source.rows.get(21);
            source.rows.set(21, source.rows.get(22));
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, source).run())
                    .withMessageContaining("account/1@23, entry 22, is not in its place");
            source.rows.set(21, served);
            Grown other = new Grown(0);
            other.add("another past");
            other.grow(30);
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, other).run())
                    .withMessageContaining("what is exported already, of 20 entries, would lead to another root");
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, new Grown(19)).run())
                    .withMessageContaining("has 19 entries, and had 20");
            assertThat(files(folder)).isEqualTo(before);
        }
    }

    @Test
    void readWhatWasExportedBeforeTheyGoOn() throws IOException {
        Grown source = new Grown(20);
        Path tree = folder.resolve("journal-1/0123456789abcdef");
        try (FolderStorage storage = FolderStorage.open(folder)) {
            assertThat(export(storage, source).run().to()).isEqualTo(20);
            source.grow(30);
            Path manifest = tree.resolve("000000000014.manifest.json");
            byte[] content = Files.readAllBytes(manifest);
            Files.delete(manifest);
            Files.writeString(manifest, "{}");
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, source).run())
                    .withMessageContaining("it is no manifest");
            Files.write(manifest, content);
            Path segment = tree.resolve("000000000014-000000000020.jsonl.gz");
            byte[] lines = Files.readAllBytes(segment);
            Files.delete(segment);
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, source).run())
                    .withMessageContaining("000000000020.jsonl.gz is missing");
            Files.writeString(segment, "changed");
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, source).run())
                    .withMessageContaining("it was changed");
            Files.write(segment, lines);
            Files.delete(tree.resolve("000000000007.manifest.json"));
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, source).run())
                    .withMessageContaining("of the entries from 0 up to 13, a segment or its manifest is missing");
        }
    }

    @Test
    void putATreeThatWasBegunAnewElsewhere() throws IOException {
        Grown source = new Grown(20);
        try (FolderStorage storage = FolderStorage.open(folder)) {
            assertThat(export(storage, source).run().to()).isEqualTo(20);
            source.origin = "bank/fedcba9876543210";
            Map<String, String> before = files(folder);
            assertThat(export(storage, source).run().from()).isZero();
            assertThat(files(folder)).containsAllEntriesOf(before).hasSize(2 * before.size() - 1);
            source.origin = "bank/../../etc";
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> export(storage, source).run())
                    .withMessageContaining("no name of a tree");
        }
    }

    @Test
    void haveTheSignatureChecked() {
        Grown source = new Grown(3);
        VerifierKey key = VerifierKey.parse(signer.verifierKey());
        assertThat(key.hasSigned(source.checkpoint())).isTrue();
        assertThat(key.hasSigned(source.checkpoint().replaceFirst("\n3\n", "\n4\n")))
                .isFalse();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> VerifierKey.parse("bank+00+AAAA"));
    }
}
