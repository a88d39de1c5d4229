package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.process.Processes;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/time-travel.md}, beside a running {@code ./recount demo}. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class TimeTravelTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() throws IOException {
        try (Shell shell = Shell.besideTheDemo(folder)) {
            Files.writeString(folder.resolve("my.conf"), "recount.data = data\n");
            serveAndStop(folder.resolve("data"));

            Walk.through("docs/time-travel.md", shell)
                    .exactly()
                    .on("text", TimeTravelTest::compare)
                    .go();
        }
    }

    /** A server that has been stopped, in which the account of the page has been opened. */
    private static void serveAndStop(Path data) {
        try (TestServer server = TestServer.start(data, new Bank(), new Shop())) {
            assertThat(server.client()
                            .post("/streams/account/1276/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}")
                            .status())
                    .isEqualTo(200);
        }
    }

    /**
     * The table of the history and the steps are what is printed; of what verify finds wrong nothing is, as nothing is
     * wrong here.
     */
    private static void compare(String block, Shell.Run run) {
        if (block.contains("VERSION") || block.contains("  decided  ")) {
            Walk.isPrinted(block, run);
        }
    }
}
