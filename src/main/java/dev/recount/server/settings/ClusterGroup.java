package dev.recount.server.settings;

import dev.recount.cluster.ClusterSettings;
import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.cluster.tls.NodeFiles;
import dev.recount.cluster.tls.NodeTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the group {@code recount.cluster}. */
final class ClusterGroup {

    private static final String MISSING = "must be set where there are seed-nodes, as must key-file, certificate-file"
            + " and ca-file together; \"recount certificates\" makes such files. Only recount.cluster.insecure = on does"
            + " without, and lets whoever reaches the port send commands as anybody";

    private ClusterGroup() {}

    static ClusterSettings read(SettingsReader cluster) {
        List<SeedNode> seedNodes = cluster.texts("seed-nodes").stream()
                .map(node -> seedNode(cluster, node))
                .toList();
        int port = cluster.integer("port", 0, 65_535);
        if (port == 0 && !seedNodes.isEmpty()) {
            throw cluster.impossible("port", "must not be 0 where there are seed-nodes");
        }
        String host = cluster.text("host");
        requireUsable(cluster, "host", new SeedNode(host, port == 0 ? 65_535 : port));
        String bindHost = cluster.optionalText("bind-host");
        NodeTransport transport = transport(cluster, !seedNodes.isEmpty());
        return new ClusterSettings(host, bindHost.isEmpty() ? host : bindHost, port, seedNodes, transport);
    }

    private static NodeTransport transport(SettingsReader cluster, boolean hasOthers) {
        boolean isInsecure = cluster.onOrOff("insecure");
        SettingsReader tls = cluster.within("tls");
        Optional<Path> key = tls.optionalPath("key-file");
        Optional<Path> certificate = tls.optionalPath("certificate-file");
        Optional<Path> authority = tls.optionalPath("ca-file");
        Duration reload = tls.duration("reload-interval", Duration.ofSeconds(1), Duration.ofDays(1));
        if (isInsecure && (key.isPresent() || certificate.isPresent() || authority.isPresent())) {
            throw cluster.impossible("insecure", "must be off where the files of tls are set");
        } else if (!hasOthers) {
            return new NodeTransport.Closed();
        } else if (isInsecure) {
            return new NodeTransport.Insecure();
        }
        return new NodeTransport.Mutual(
                new NodeFiles(
                        required(tls, "key-file", key),
                        required(tls, "certificate-file", certificate),
                        required(tls, "ca-file", authority)),
                reload);
    }

    private static Path required(SettingsReader tls, String name, Optional<Path> file) {
        return file.orElseThrow(() -> tls.impossible(name, MISSING));
    }

    private static SeedNode seedNode(SettingsReader cluster, String text) {
        try {
            SeedNode node = SeedNode.parse(text);
            requireUsable(cluster, "seed-nodes", node);
            return node;
        } catch (IllegalArgumentException unusable) {
            throw cluster.impossible("seed-nodes", String.valueOf(unusable.getMessage()));
        }
    }

    private static void requireUsable(SettingsReader cluster, String name, SeedNode node) {
        node.problem().ifPresent(problem -> {
            throw cluster.impossible(name, problem);
        });
    }
}
