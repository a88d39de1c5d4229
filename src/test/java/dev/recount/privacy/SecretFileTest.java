package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.privacy.secret.SecretFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    private static final int NODES = 8;

    @TempDir
    private Path folder;

    @RepeatedTest(10)
    void isMadeOnceByNodesThatStartTogether() throws Exception {
        SecretFile file = new SecretFile(folder.resolve("keys").resolve("master.json"), "setting", "read it");
        CyclicBarrier start = new CyclicBarrier(NODES);
        List<Future<String>> contents = new ArrayList<>();
        try (ExecutorService nodes = Executors.newFixedThreadPool(NODES)) {
            for (int node = 0; node < NODES; node++) {
                String own = "made by " + node;
                contents.add(nodes.submit(() -> {
                    start.await();
                    file.create(own);
                    return file.read();
                }));
            }
        }
        for (Future<String> content : contents) {
            assertThat(content.get()).startsWith("made by ").isEqualTo(file.read());
        }
    }
}
