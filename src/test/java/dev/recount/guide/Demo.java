package dev.recount.guide;

import dev.recount.process.Program;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running {@code ./recount demo}. */
final class Demo implements AutoCloseable {

    private final Program program;
    private final String url;

    private Demo(Program program) {
        this.program = program;
        String line = program.awaitLine(each -> each.startsWith("Recount runs at "));
        this.url = line.replaceAll("Recount runs at (\\S+) until.*", "$1");
    }

    /** Returns the one of all pages that do not mind what others do to it; it is stopped when the tests end. */
    static Demo shared() {
        return Shared.DEMO;
    }

    /** Starts one in which there is nothing but the sample. */
    static Demo start() {
        try {
            Path data = Files.createTempDirectory("recount-demo");
            return new Demo(Program.start(
                    "demo", "--port", "0", "--data", data.toString(), "--config", TestServer.PATIENT.toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        program.close();
    }

    private static final class Shared {
        private static final Demo DEMO = Demo.start();
    }
}
