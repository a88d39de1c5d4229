package dev.recount.guide;

import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/access.md}, beside a server whose settings are those of the page. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class AccessTest {

    @TempDir
    Path folder;

    @TempDir
    Path data;

    /** The rules of the page's first server, and a file without callers, which the page's commands write. */
    private String access() throws IOException {
        String page = Files.readString(Path.of("docs/access.md"));
        Path callers = Files.createFile(
                folder.resolve("callers.json"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String rules = page.substring(page.indexOf("    rules = ["), page.indexOf("    ]\n") + "    ]\n".length());
        return "callers-file = \"" + callers + "\"\nreload-interval = 100 ms\n" + rules;
    }

    @Test
    void doesAsWritten() throws IOException {
        Files.writeString(folder.resolve("open.conf"), "recount.http.host = 0.0.0.0\n");
        String access = access();
        try (TestServer server = TestServer.start(
                        data,
                        settings -> settings.withHttp(settings.http().with(TestAccess.read(data, access))),
                        new Bank());
                Shell shell = new Shell(folder, Program.script())) {
            Walk.through("docs/access.md", shell.asking("http://127.0.0.1:" + server.port()))
                    .on(
                            "text",
                            (message, _) -> Walk.isPrinted(
                                    message, shell.run("! ./recount serve --examples --port 0 --config open.conf")))
                    .go();
        }
    }
}
