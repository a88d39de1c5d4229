package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import dev.recount.world.table.WorldRegistry;
import dev.recount.world.table.WorldSchema;
import java.time.Instant;
import java.util.List;

/** The worlds of a cluster, as each of its nodes tells of them. */
final class ClusterWorlds {

    private final TestCluster cluster;

    ClusterWorlds(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** Asks a node for a world, and returns its number. */
    long ask(int node, String question) {
        Answer asked = cluster.client(node).post("/admin/worlds", question);
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(202);
        return asked.body().path("id").asLong();
    }

    /** Waits until a node tells that a world is in a state. */
    void await(int node, long world, String state) {
        Pause.until(() -> get(node, world, "").body().path("state").asText().equals(state));
    }

    /** Asks a node something about a world. */
    Answer get(int node, long world, String path) {
        return cluster.client(node).get("/admin/worlds/" + world + path);
    }

    /** Returns what all nodes tell of a world alike. */
    JsonNode toldByAll(long world, String path) {
        Answer first = get(0, world, path);
        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        for (int node = 1; node < cluster.size(); node++) {
            assertThat(get(node, world, path).body())
                    .as("node %d, %s", node, path)
                    .isEqualTo(first.body());
        }
        return first.body();
    }

    /** Has a node drop a world, of which then no node knows any more. */
    void drop(int node, long world) {
        var request =
                cluster.client(node).request("/admin/worlds/" + world).DELETE().build();
        assertThat(cluster.client(node).sendPlainly(request).statusCode()).isEqualTo(204);
        assertUnknown(world);
    }

    void assertUnknown(long world) {
        for (int node = 0; node < cluster.size(); node++) {
            for (String path : List.of("", "/differences", "/views/inventory")) {
                assertThat(get(node, world, path).status())
                        .as("node %d, %s", node, path)
                        .isEqualTo(404);
            }
        }
    }

    /** Waits until nothing is left of a world. */
    void awaitGone(long world) {
        try (Database database = database()) {
            var registry = new WorldRegistry(database);
            Pause.until(() -> registry.find(world).isEmpty()
                    && !WorldSchema.existing(database).contains(world));
        }
    }

    /** Leaves behind what a killed node does that was computing a world, and returns its number. */
    long leaveBehind(String node) {
        try (Database database = database()) {
            long world = new WorldRegistry(database).add(node, Instant.now());
            makeSchema(database, world);
            return world;
        }
    }

    /** Leaves behind the schema of a world that was dropped before it was made, and returns the world's number. */
    long leaveSchemaBehind(String node) {
        try (Database database = database()) {
            var registry = new WorldRegistry(database);
            long world = registry.add(node, Instant.now());
            registry.drop(world);
            makeSchema(database, world);
            return world;
        }
    }

    private static void makeSchema(Database database, long world) {
        new Transactions(database.pool(), "no schema").run(statements -> {
            new WorldSchema(world).create(statements);
            return world;
        });
    }

    private Database database() {
        return JournalDatabase.open(TestDatabases.settings(cluster.place()));
    }
}
