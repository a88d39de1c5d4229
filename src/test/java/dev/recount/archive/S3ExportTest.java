package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.archive.s3.ObjectStore;
import dev.recount.archive.s3.ObjectStore.Answer;
import dev.recount.example.bank.Bank;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.seal.TestSeals;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The export into a bucket. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class S3ExportTest {

    @TempDir
    Path folder;

    private final ObjectStore store = ObjectStore.start();

    @AfterEach
    void stop() {
        store.close();
    }

    private TestServer serve() {
        return TestServer.start(
                folder.resolve("data"), settings -> settings.withSeals(TestSeals.often("bank.example")), new Bank());
    }

    private String config(String... more) throws IOException {
        return Files.writeString(folder.resolve("own.conf"), store.written() + String.join("\n", more))
                .toString();
    }

    /** Fetches what is in a bucket, as {@code aws s3 sync} does. */
    private Path fetched(String bucket, String prefix) throws IOException {
        Path fetched = folder.resolve("fetched");
        try (S3Client client = store.client()) {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                Path file = fetched.resolve(object.key().substring(prefix.length()));
                Files.createDirectories(file.resolveSibling(""));
                Files.write(
                        file,
                        client.getObjectAsBytes(
                                        request -> request.bucket(bucket).key(object.key()))
                                .asByteArray());
            }
        }
        return fetched;
    }

    /**
     * Kills a run at one of its files.
     *
     * @param moment twice the number of the file, from 0, if it is not stored; one more if it is
     */
    private void exportAndKill(TestServer server, String to, String config, int moment) throws InterruptedException {
        var reached = new CountDownLatch(1);
        var killed = new CountDownLatch(1);
        var puts = new AtomicInteger();
        store.troubledBy((request, go) -> {
            if (request.startsWith("PUT") && puts.getAndIncrement() == moment / 2) {
                Answer answer = moment % 2 == 0 ? Answer.LOST : go.answer();
                reached.countDown();
                killed.await();
                return answer;
            }
            return go.answer();
        });
        try (Program export =
                Program.start("export", "--to", to, "--config", config, "--url", "http://127.0.0.1:" + server.port())) {
            reached.await();
            export.kill();
        }
        killed.countDown();
        store.troubledBy((_, go) -> go.answer());
    }

    @Test
    void goesOnWhereItWasKilled() throws IOException, InterruptedException {
        String bucket = store.bucket(true);
        String to = "s3://" + bucket + "/logs/bank";
        String config = config("recount.s3 { object-lock = governance, retention-days = 1 }");
        try (TestServer server = serve();
                TestClient client = server.client()) {
            ExportContract.account(client, "1", 5);
            TestSeals.awaitSealed(client, 6);
            assertThat(ExportContract.exportTo(server, to, "--config", config))
                    .startsWith("0\njournal 1: 6 entries added");
            int size = 6;
            // when the segment is stored, when the manifest is, and before the checkpoint is
            for (int moment : new int[] {1, 3, 6}) {
                size++;
                ExportContract.deposit(client, "1", 1);
                TestSeals.awaitSealed(client, size);
                exportAndKill(server, to, config, moment);
                assertThat(ExportContract.exportTo(server, to, "--config", config))
                        .as("killed at %s", moment)
                        .startsWith("0\n")
                        .contains("; " + size + " entries of bank.example/");
            }
            assertThat(ExportContract.exportTo(server, to, "--config", config))
                    .startsWith("0\njournal 1: nothing is new; ");
            String[] keys = ExportContract.keys(client);
            assertThat(ExportContract.verified(fetched(bucket, "logs/bank/"), keys))
                    .startsWith("0\n")
                    .contains("all 9 entries of bank.example/");
        }
    }

    @Test
    void saysWhatCannotBe() throws IOException {
        String config = config();
        try (TestServer server = serve();
                TestClient client = server.client()) {
            ExportContract.account(client, "1", 2);
            TestSeals.awaitSealed(client, 3);
            assertThat(ExportContract.exportTo(server, "s3://no-such-bucket", "--config", config))
                    .startsWith("1\n")
                    .contains("journal 1: s3://no-such-bucket/journal-1/", "there is no bucket no-such-bucket there");
            assertThat(ExportContract.exportTo(server, "s3://Bucket/", "--config", config))
                    .startsWith("1\n--to: must be s3://BUCKET/PREFIX");
            String locked = config("recount.s3 { object-lock = compliance, retention-days = 1 }");
            String bucket = store.bucket(false);
            assertThat(ExportContract.exportTo(server, "s3://" + bucket, "--config", locked))
                    .startsWith("1\n--to: recount.s3.object-lock: the bucket " + bucket);
        }
    }
}
