package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.shop.Shop;
import dev.recount.example.shop.wishlist.Wishlist;
import dev.recount.model.evolution.Upcaster;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/keep-the-state-alone.md}, beside a shop. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KeepTheStateAloneTest {

    @TempDir
    Path folder;

    @TempDir
    Path data;

    @Test
    void doesAsWritten() throws InterruptedException {
        try (TestServer shop = TestServer.start(data, new Shop());
                Shell shell = new Shell(folder, Program.script())) {
            Walk.through("docs/keep-the-state-alone.md", shell.asking("http://127.0.0.1:" + shop.port()))
                    .go();
        }
    }

    @Test
    void readsStatesOfBeforeAsWritten() {
        var lists = Wishlist.TYPE;
        lists = lists.upcastState(Upcaster.from("State", 1).rename("products", "wishes"));
        assertThat(lists.stateUpcasters().revision("State")).isEqualTo(2);
    }
}
