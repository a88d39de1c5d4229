package dev.recount.guide;

import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.cli.load.BulkImport;
import dev.recount.cli.option.Caller;
import dev.recount.example.bank.Bank;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestServer;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/let-the-journal-shrink.md}, beside a bank's sample. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class LetTheJournalShrinkTest {

    @TempDir
    Path folder;

    @TempDir
    Path data;

    @Test
    void doesAsWritten() throws InterruptedException {
        var archive = new ArchiveSettings(Optional.of(data.resolve("archive")), Duration.ZERO, ArchiveSettings.READERS);
        try (TestServer sample = TestServer.start(data, settings -> settings.withArchive(archive), new Bank());
                Shell shell = new Shell(folder, Program.script())) {
            String url = "http://127.0.0.1:" + sample.port();
            new BulkImport(URI.create(url), new Caller(), new Bank(), new PrintWriter(Writer.nullWriter()))
                    .run(new Bank().importer().orElseThrow().sample());

            Walk.through("docs/let-the-journal-shrink.md", shell.asking(url))
                    .on("text", Walk::isPrinted)
                    .go();
        }
    }
}
