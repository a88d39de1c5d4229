package dev.recount.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.archive.segment.SegmentManifest.StoredFile;
import dev.recount.cli.Recount;
import dev.recount.example.bank.Bank;
import dev.recount.seal.TestSeals;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The files of an export that are changed by somebody, before who has the key. */
class AttackedExportTest {

    private static final String SECOND = "000000000004-000000000009";
    private static final String MANIFEST = "000000000004.manifest.json";

    @TempDir
    Path folder;

    private String key = "";
    private Path tree = Path.of("");
    private Path latest = Path.of("");

    @BeforeEach
    void exportThreeTimes() throws IOException {
        try (TestServer server = TestServer.start(
                        folder.resolve("data"), settings -> settings.withSeals(TestSeals.often("bank")), new Bank());
                TestClient client = server.client()) {
            post(client, "1/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
            for (int size : new int[] {4, 9, 14}) {
                deposit(client, size);
                assertThat(new CommandLine(new Recount())
                                .setOut(new PrintWriter(new StringWriter()))
                                .execute(
                                        "export",
                                        "--to",
                                        exported().toString(),
                                        "--url",
                                        "http://127.0.0.1:" + server.port()))
                        .isZero();
            }
            key = TestSeals.tree(client).at("/verifierKeys/0").asText();
            deposit(client, 15);
            latest = Files.writeString(
                    folder.resolve("latest"),
                    client.sendText(client.request("/seal/1/checkpoint").GET().build()));
        }
        try (Stream<Path> trees = Files.list(exported().resolve("journal-1"))) {
            tree = trees.toList().getFirst();
        }
    }

    private static void deposit(TestClient client, int size) {
        while (client.get("/streams/account/1").body().path("version").asInt() < size) {
            post(client, "1/Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
        }
        TestSeals.awaitSealed(client, size);
    }

    private static void post(TestClient client, String path, String json) {
        assertThat(client.post("/streams/account/" + path, json).status()).isEqualTo(200);
    }

    private Path exported() {
        return folder.resolve("export");
    }

    /** Returns the words of the verifier, with its exit code before them. */
    private String verified(String... more) {
        var bytes = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("export", exported().toString(), "--key", key));
        all.addAll(List.of(more));
        int code = RecountVerify.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), all.toArray(String[]::new));
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }

    private Path file(String name) {
        return tree.resolve(name);
    }

    private void replace(String name, byte[] content) throws IOException {
        Files.delete(file(name));
        Files.write(file(name), content);
    }

    private void replace(String name, UnaryOperator<String> change) throws IOException {
        replace(name, change.apply(Files.readString(file(name))).getBytes(StandardCharsets.UTF_8));
    }

    /** Changes the lines of a segment, and its manifest as if they had always been so. */
    private void rewrite(String segment, UnaryOperator<List<String>> change) throws IOException {
        String name = segment + ".jsonl.gz";
        List<String> lines;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file(name))))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write((String.join("\n", change.apply(lines)) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        replace(name, bytes.toByteArray());
        StoredFile stored = StoredFile.of(name, bytes.toByteArray());
        replace(
                segment.split("-", 2)[0] + ".manifest.json",
                text -> text.replaceFirst("\"sha256\" : \"[0-9a-f]+\"", "\"sha256\" : \"" + stored.sha256() + "\"")
                        .replaceFirst("\"bytes\" : \\d+", "\"bytes\" : " + stored.bytes()));
    }

    @Test
    void holdWhereNobodyHasChangedThem() throws IOException {
        assertThat(verified("--checkpoint", file("000000000009.checkpoint").toString()))
                .startsWith("0\nholds: journal-1/")
                .contains("all 14 entries");
        Files.writeString(file("000000000014-000000000020.jsonl.gz"), "left by a run that was killed");
        Files.writeString(file(".half.tmp"), "also");
        assertThat(verified()).startsWith("0\n").contains("000000000020.jsonl.gz has no manifest");
    }

    @Test
    void showAChangedByte() throws IOException {
        byte[] content = Files.readAllBytes(file(SECOND + ".jsonl.gz"));
        content[content.length / 2] ^= 1;
        replace(SECOND + ".jsonl.gz", content);
        assertThat(verified())
                .startsWith("1\n")
                .contains(SECOND + ".jsonl.gz: it is not the file of its manifest: it was changed")
                .hasLineCount(2);
    }

    @Test
    void showAChangedManifest() throws IOException {
        for (String[] change : new String[][] {
            {"\"from\" : 4", "\"from\" : 3"},
            {"\"journal\" : 1", "\"journal\" : 2"},
            {"\"format\" : 1", "\"format\" : 2"},
            {"\"bytes\" : ", "\"bytes\" : 1"},
            {"9.checkpoint\"", "14.checkpoint\""},
            {"\"note\" : \"", "\"note\" : \"x"},
            {"\"edge\" : \\[ \"", "\"edge\" : [ \"AAAA"},
            {"\"ordering\" : ", "\"ordering\" : 9"},
            {"\"format\" : 1", "\"more\" : 1, \"format\" : 1"}
        }) {
            String before = Files.readString(file(MANIFEST));
            replace(MANIFEST, text -> text.replaceFirst(change[0], change[1]));
            assertThat(verified()).as(change[1]).startsWith("1\n").contains("000000000004");
            replace(MANIFEST, _ -> before);
        }
    }

    @Test
    void showAMissingSegment() throws IOException {
        Files.delete(file(SECOND + ".jsonl.gz"));
        assertThat(verified()).startsWith("1\n").contains(SECOND + ".jsonl.gz: it is missing");
        Files.delete(file(MANIFEST));
        assertThat(verified()).startsWith("1\n").contains("the entries from 4 up to 8 are missing");
        Files.delete(file("000000000009.checkpoint"));
        Files.delete(file("000000000009.consistency.json"));
        assertThat(verified()).startsWith("1\n").contains("the entries from 4 up to 8 are missing");
    }

    @Test
    void showACutTail() throws IOException {
        for (String last : List.of(
                "000000000009-000000000014.jsonl.gz", "000000000009.manifest.json", "000000000014.consistency.json")) {
            Files.delete(file(last));
        }
        assertThat(verified()).startsWith("1\n").contains("it ends behind 9 entries, and the checkpoint is of 14");
        Path kept = folder.resolve("kept");
        Files.move(file("000000000014.checkpoint"), kept);
        assertThat(verified()).startsWith("0\n").contains("all 9 entries");
        assertThat(verified("--checkpoint", kept.toString()))
                .startsWith("1\n")
                .contains("it ends behind 9 entries, and the checkpoint is of 14");
        assertThat(verified("--checkpoint", latest.toString()))
                .startsWith("1\n")
                .contains("it ends behind 9 entries, and the checkpoint is of 15");
    }

    @Test
    void showLinesInAnotherOrder() throws IOException {
        rewrite(SECOND, lines -> {
            var changed = new ArrayList<>(lines);
            Collections.swap(changed, 1, 2);
            return changed;
        });
        assertThat(verified())
                .startsWith("1\n")
                .contains("account/1@7 is not in its place: it says it is entry 6, and stands where entry 5 is to be");
    }

    @Test
    void showAnotherEventThatHasAllHashesOfItsOwn() throws IOException {
        rewrite(SECOND, lines -> {
            var changed = new ArrayList<>(lines);
            changed.set(
                    1,
                    changed.get(1)
                            .replaceFirst(",?\"hash\":\"[^\"]*\"", "")
                            .replaceFirst("\"name\":\"account.Deposited", "\"name\":\"account.Withdrawn"));
            return changed;
        });
        assertThat(verified()).startsWith("1\n").contains(SECOND + ".jsonl.gz: its entries are not those");
    }

    @Test
    void showWhatOthersWouldReadOtherwise() throws IOException {
        rewrite(SECOND, lines -> {
            var changed = new ArrayList<>(lines);
            changed.set(1, changed.get(1).replace("\"payload\":", "\"payload\":\"Zm9yZ2Vk\",\"payload\":"));
            return changed;
        });
        assertThat(verified()).startsWith("1\n").contains("the field \"payload\" is there twice");
        replace(SECOND + ".jsonl.gz", "no gzip".getBytes(StandardCharsets.UTF_8));
        assertThat(verified()).startsWith("1\n");
    }

    @Test
    void showASegmentOfAnotherExport() throws IOException {
        String text = Files.readString(file(MANIFEST));
        replace(MANIFEST, _ -> text.replaceFirst("bank/[0-9a-f]{16}", "bank/0123456789abcdef"));
        assertThat(verified()).startsWith("1\n").contains(MANIFEST + ": it is of bank/0123456789abcdef");
    }

    @Test
    void showWhatIsUnderNoSignature() throws IOException {
        replace("000000000014.checkpoint", text -> text.replaceFirst("\n14\n", "\n13\n"));
        assertThat(verified()).startsWith("1\n").contains("000000000014.checkpoint: the checkpoint is not signed by");
        Files.delete(file("000000000014.checkpoint"));
        assertThat(verified()).startsWith("1\n").contains("the entries from 9 up to 13 are under no checkpoint");
        Files.writeString(file("notes"), "mine");
        assertThat(verified()).contains("notes is no file of an export");
    }

    @Test
    void areToBeThere() throws IOException {
        assertThat(RecountVerify.run(System.out, "export", folder.toString())).isEqualTo(2);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(RecountVerify.run(System.out, "export", empty.toString(), "--key", key))
                .isEqualTo(1);
        assertThat(RecountVerify.run(
                        System.out, "export", folder.resolve("none").toString(), "--key", key))
                .isEqualTo(2);
    }
}
