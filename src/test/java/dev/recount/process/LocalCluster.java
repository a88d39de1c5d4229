package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.FreePorts;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A cluster as {@code cluster-local/cluster} makes one: a PostgreSQL and three nodes, each a process of its own. */
public final class LocalCluster implements AutoCloseable {

    /** The script takes this many ports from the first on. */
    private static final int PORTS = 30;

    private final Path folder;
    private final Path program;
    private final Path settings;
    private final int firstPort = FreePorts.first(PORTS);
    private final Map<Integer, TestClient> clients = new ConcurrentHashMap<>();

    /** @param folder where it keeps what it knows of its processes */
    public LocalCluster(Path folder) throws IOException {
        this.folder = folder;
        this.program = Program.script();
        // A machine that runs many tests at once may need longer to move streams than servers usually let anyone wait.
        this.settings = Files.writeString(folder.resolve("settings.conf"), "recount.streams.answer-timeout = 30 s\n");
    }

    /** Returns the variables of the environment that tell the script of this cluster. */
    public Map<String, String> environment() {
        return Map.of(
                "RECOUNT_PROGRAM", program.toString(),
                "RECOUNT_CLUSTER", folder.resolve("cluster").toString(),
                "RECOUNT_CLUSTER_SETTINGS", settings.toString(),
                "RECOUNT_CLUSTER_PATIENCE", "400",
                "RECOUNT_CLUSTER_PORT", Integer.toString(firstPort));
    }

    /** The output of the script, and the exit code with which it ended. */
    record Result(int exitCode, String output) {}

    Result run(String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(Path.of("cluster-local", "cluster")
                                .toAbsolutePath()
                                .toString()),
                        Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        try {
            Process script = builder.start();
            String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(script.waitFor(), output);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Does what cannot fail, and returns what the script printed. */
    public String must(String... arguments) {
        Result result = run(arguments);
        assertThat(result.exitCode())
                .as(String.join(" ", arguments) + ": " + result.output())
                .isZero();
        return result.output();
    }

    /** Returns the addresses of the nodes. */
    public List<String> urls() {
        return must("urls").lines().toList();
    }

    /** Returns whether its nodes have networks of their own, which takes the rights of root. */
    public boolean canBeCut() {
        return Files.exists(folder.resolve("cluster/namespaces"));
    }

    /** Returns a client of a node, counted from 1. */
    TestClient client(int node) {
        return clients.computeIfAbsent(node, _ -> new TestClient(URI.create(urls().get(node - 1))));
    }

    @Override
    public void close() {
        must("clean");
    }
}
