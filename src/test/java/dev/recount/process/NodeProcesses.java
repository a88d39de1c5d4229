package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cluster.TestCertificates;
import dev.recount.database.place.DatabasePlace;
import dev.recount.server.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Nodes of one cluster, each a process of its own, on one PostgreSQL database. */
final class NodeProcesses implements AutoCloseable {

    private static final int MOST_STARTS = 5;

    private final List<Path> configs = new ArrayList<>();
    private final List<Integer> ports;
    private final List<Program> programs = new ArrayList<>();

    private NodeProcesses(Path folder, DatabasePlace.Postgres place, int nodes, String more) throws IOException {
        List<Integer> free = FreePorts.some(2 * nodes);
        this.ports = free.subList(0, nodes);
        List<Integer> clusterPorts = free.subList(nodes, 2 * nodes);
        String seeds =
                clusterPorts.stream().map(port -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(","));
        TestCertificates certificates = TestCertificates.in(folder);
        for (int node = 0; node < nodes; node++) {
            configs.add(Files.writeString(folder.resolve("node-" + (node + 1) + ".conf"), """
                    recount {
                      data = "%s"
                      http.port = %d
                      cluster { port = %d, seed-nodes = [%s], %s }
                      journal.postgres { url = "%s", user = "%s", password = "%s" }
                      %s
                    }
                    """.formatted(
                            folder,
                            ports.get(node),
                            clusterPorts.get(node),
                            seeds,
                            certificates.settings("127.0.0.1"),
                            place.url(),
                            place.user(),
                            place.password(),
                            more)));
        }
    }

    /** Starts so many nodes, and returns when all of them serve. */
    static NodeProcesses start(Path folder, DatabasePlace.Postgres place, int nodes) throws IOException {
        return start(folder, place, nodes, "");
    }

    /** Starts so many nodes with these settings beside, and returns when all of them serve. */
    static NodeProcesses start(Path folder, DatabasePlace.Postgres place, int nodes, String more) throws IOException {
        var processes = new NodeProcesses(folder, place, nodes, more);
        try {
            for (int node = 0; node < nodes; node++) {
                processes.programs.add(processes.started(node));
            }
            processes.programs.forEach(NodeProcesses::awaitServing);
            return processes;
        } catch (AssertionError notStarted) {
            processes.close();
            throw notStarted;
        }
    }

    private Program started(int node) {
        return Program.start("serve", "--config", configs.get(node).toString());
    }

    private static void awaitServing(Program program) {
        program.awaitLine(NodeProcesses::isServing);
    }

    private static boolean isServing(String line) {
        return line.startsWith("Recount serves");
    }

    List<String> urls() {
        return ports.stream().map(port -> "http://127.0.0.1:" + port).toList();
    }

    /** Returns the settings of a node, counted from 0. */
    Path config(int node) {
        return configs.get(node);
    }

    Program program(int node) {
        return programs.get(node);
    }

    void kill(int node) {
        programs.get(node).kill();
    }

    /** Starts a node again that was killed, and returns at once. */
    void start(int node) {
        programs.set(node, started(node));
    }

    /** Waits until a node serves, and starts it again where it has ended because its database was away, as operators do. */
    void keepUp(int node) {
        for (int starts = 1; !programs.get(node).printsBeforeItsEnd(NodeProcesses::isServing); starts++) {
            assertThat(starts).as("%s", programs.get(node).output()).isLessThan(MOST_STARTS);
            start(node);
        }
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
    }
}
