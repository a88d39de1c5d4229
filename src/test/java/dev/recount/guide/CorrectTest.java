package dev.recount.guide;

import dev.recount.cli.load.BulkImport;
import dev.recount.cli.option.Caller;
import dev.recount.correction.CorrectionSettings;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.model.domain.Importer.Folder;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestServer;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The commands of {@code docs/correct.md}, beside a bank's sample, and beside a server that asks for a second person.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class CorrectTest {

    private static final String USER = "X-Forwarded-User";

    @TempDir
    Path folder;

    @TempDir
    Path data;

    @Test
    void doesAsWritten() throws InterruptedException {
        try (TestServer sample = TestServer.start(data.resolve("sample"), new Bank());
                TestServer careful = careful();
                Shell shell = new Shell(folder, Program.script())) {
            Folder records = new Bank().importer().orElseThrow().sample();
            new BulkImport(URI.create(url(sample)), new Caller(), new Bank(), new PrintWriter(Writer.nullWriter()))
                    .run(records);
            account(careful, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
            account(careful, "Deposit", "{\"amount\":100.00,\"method\":\"CASH\"}");

            Walk.through("docs/correct.md", shell.asking(url(sample)).with("http://127.0.0.1:8081", url(careful)))
                    .exactly()
                    .on("text", Walk::isPrinted)
                    .go();
        }
    }

    private TestServer careful() {
        return TestServer.start(
                data.resolve("careful"),
                settings -> settings.withHttp(TestAccess.named(settings.http(), USER))
                        .withCorrections(new CorrectionSettings(true)),
                new Bank());
    }

    private static String url(TestServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    private static void account(TestServer server, String command, String body) {
        server.client()
                .send(server.client()
                        .request("/streams/account/7/" + command)
                        .header(USER, "teller")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }
}
