package dev.recount.process;

import dev.recount.server.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code recount serve} as a process of its own, on any free port. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile(".*http://127\\.0\\.0\\.1:(\\d+).*");

    private final Program program;
    private final int port;

    private ServerProcess(Program program) {
        this.program = program;
        Matcher address =
                ADDRESS.matcher(program.awaitLine(line -> ADDRESS.matcher(line).matches()));
        address.matches();
        this.port = Integer.parseInt(address.group(1));
    }

    static ServerProcess start(Path data, String... options) {
        return start(List.of("-Xmx512m"), data, options);
    }

    static ServerProcess start(List<String> jvmOptions, Path data, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(options));
        return new ServerProcess(Program.start(jvmOptions, arguments.toArray(String[]::new)));
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    TestClient client() {
        return new TestClient(port);
    }

    Program program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }
}
