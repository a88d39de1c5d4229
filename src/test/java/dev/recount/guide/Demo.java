package dev.recount.guide;

import dev.recount.process.Program;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./recount demo}, once for all pages whose examples run while it does; stopped when the tests end. */
final class Demo {

    private static final String URL = start();

    private Demo() {}

    static String url() {
        return URL;
    }

    private static String start() {
        try {
            Path data = Files.createTempDirectory("recount-demo");
            Program demo = Program.start(
                    "demo", "--port", "0", "--data", data.toString(), "--config", TestServer.PATIENT.toString());
            String line = demo.awaitLine(each -> each.startsWith("Recount runs at "));
            return line.replaceAll("Recount runs at (\\S+) until.*", "$1");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
