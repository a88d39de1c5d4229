package dev.recount.guide;

import dev.recount.process.LocalCluster;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The commands of {@code docs/cluster.md}, with three nodes on this machine, that are treated badly for a short while.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
@ResourceLock(Processes.CLUSTER)
class ClusterTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() throws IOException {
        try (LocalCluster cluster = new LocalCluster(folder);
                Shell shell = new Shell(folder, Program.script())) {
            cluster.environment().forEach(shell::set);
            cluster.must("up");
            List<String> urls = cluster.urls();
            for (int node = 1; node <= urls.size(); node++) {
                shell.with("http://10.0.0.1" + node + ":8080", urls.get(node - 1));
            }
            shell.with("/tmp/torture", folder.resolve("torture").toString());

            Walk.through("docs/cluster.md", shell)
                    .changing(commands -> smaller(cluster, commands))
                    .go();
        }
    }

    /** The cluster is needed to the end of the page; a network can be cut by root alone. */
    private static String smaller(LocalCluster cluster, String commands) {
        String shorter = commands.replaceAll("cluster-local/cluster down.*\n", "")
                .replace("--seconds 120 --clients 16 --streams 50", "--seconds 5 --clients 4 --streams 10");
        return cluster.canBeCut() ? shorter : shorter.replaceAll("cluster-local/cluster (partition|heal).*\n", "");
    }
}
