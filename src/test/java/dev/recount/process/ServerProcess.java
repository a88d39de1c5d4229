package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code recount serve} as a process of its own, on any free port. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile(".*http://127\\.0\\.0\\.1:(\\d+).*");

    private final Program program;
    private final int port;

    private ServerProcess(Program program) {
        this.program = program;
        this.port = port(program);
    }

    private static int port(Program program) {
        try {
            Matcher address = ADDRESS.matcher(
                    program.awaitLine(line -> ADDRESS.matcher(line).matches()));
            assertThat(address.matches()).isTrue();
            return Integer.parseInt(address.group(1));
        } catch (AssertionError notStarted) {
            program.close();
            throw notStarted;
        }
    }

    static ServerProcess start(Path data, String... options) {
        return start(List.of("-Xmx512m"), data, options);
    }

    static ServerProcess start(List<String> jvmOptions, Path data, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString()));
        arguments.addAll(options.length > 0 ? List.of(options) : List.of("--config", TestServer.PATIENT.toString()));
        return new ServerProcess(Program.start(jvmOptions, arguments.toArray(String[]::new)));
    }

    /** Starts a server with its journal where a file of settings says. */
    public static ServerProcess configured(Path config) {
        return new ServerProcess(
                Program.start(List.of("-Xmx512m"), "serve", "--port", "0", "--config", config.toString()));
    }

    /** Returns the port that it listens on. */
    public int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns a new client of this server. */
    public TestClient client() {
        return new TestClient(port);
    }

    Program program() {
        return program;
    }

    /** Kills the server as soon as its clients have come so far, and waits for them, who end because of that. */
    void killOnce(BooleanSupplier farEnough, List<Thread> clients) {
        while (!farEnough.getAsBoolean()) {
            assertThat(clients).as("all clients gave up").anyMatch(Thread::isAlive);
            Pause.briefly();
        }
        program.kill();
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
