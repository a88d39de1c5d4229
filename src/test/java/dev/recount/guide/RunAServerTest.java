package dev.recount.guide;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.example.bank.Bank;
import dev.recount.model.domain.Domain;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/run-a-server.md}, with data folders and databases of their own. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class RunAServerTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() throws IOException {
        var superuser = URI.create(TestDatabases.emptyPostgres().url().replaceFirst("jdbc:", ""));
        DatabasePlace.Postgres empty = TestDatabases.emptyPostgres();
        try (Shell shell = Shell.besideTheDemo(folder)) {
            assumeThat(shell.run("command -v psql || true").output()).as("psql").isNotEmpty();
            prepare(shell);
            shell.set("PGHOST", superuser.getHost())
                    .set("PGPORT", Integer.toString(superuser.getPort()))
                    .set("PGUSER", "postgres");
            String there = "jdbc:postgresql://127.0.0.1:" + superuser.getPort() + "/recount";

            Walk.through("docs/run-a-server.md", shell)
                    .showing(defect())
                    .changing(commands -> commands.replace(
                                    "./recount move",
                                    "RECOUNT_POSTGRES_URL='" + empty.url()
                                            + "' RECOUNT_POSTGRES_USER=postgres ./recount move")
                            .replace(
                                    "./recount serve --config conf/postgres.conf",
                                    "RECOUNT_POSTGRES_URL='" + there + "' ./recount serve --config conf/postgres.conf")
                            .replaceAll("(?m)^\\./recount traffic(?!.*--commands)", "$0 --commands 100"))
                    .on("text", (message, _) -> isToldByTheServer(shell, message))
                    .go();
        }
    }

    private void prepare(Shell shell) throws IOException {
        shell.with("/tmp/accounts", folder.resolve("accounts").toString())
                .with("http://127.0.0.1:9000", Demo.shared().url());
        Files.writeString(folder.resolve("my.conf"), "recount.streams.answer-timeout = 60 s\n");
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("my-domain.jar")), new Manifest())) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + Domain.class.getName()));
            jar.write(Bank.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("wrong.conf"), "recount.http.prot = 80\n");
        beginningOf(Path.of("src/main/resources/dev/recount/example/bank/sample"), folder.resolve("DIR"));
    }

    /** Some records, where no command depends on how many there are. */
    private static void beginningOf(Path records, Path some) throws IOException {
        Files.createDirectory(some);
        for (String file : List.of("account.asc", "client.asc", "disp.asc")) {
            Files.copy(records.resolve(file), some.resolve(file));
        }
        List<String> rows = Files.readAllLines(records.resolve("trans.asc"));
        Files.write(some.resolve("trans.asc"), rows.subList(0, 200));
    }

    private static void isToldByTheServer(Shell shell, String message) {
        Walk.isPrinted(message, shell.run("! ./recount serve --config wrong.conf"));
    }

    /** A line that a server logs for programs, about rules that fail. */
    private String defect() throws IOException {
        Path config = Files.writeString(
                folder.resolve("json.conf"),
                "recount { log-format = json, domains = [" + Broken.class.getName() + "] }");
        String data = folder.resolve("broken").toString();
        try (Program server = Program.start("serve", "--port", "0", "--data", data, "--config", config.toString())) {
            String address = server.awaitLine(line -> line.startsWith("Recount serves"));
            URI url = URI.create(address.replaceAll(".*(http://[0-9.:]+).*", "$1"));
            new TestClient(url).post("/streams/broken/1/Fail", "");
            return server.awaitLine(line -> line.startsWith("{") && line.contains("throwable"));
        }
    }
}
