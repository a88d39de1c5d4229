package dev.recount.server.settings;

import dev.recount.cluster.ClusterSettings;
import dev.recount.cluster.ClusterSettings.SeedNode;
import java.util.List;

/** The settings of the group {@code recount.cluster}. */
final class ClusterGroup {

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
        return new ClusterSettings(host, bindHost.isEmpty() ? host : bindHost, port, seedNodes);
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
