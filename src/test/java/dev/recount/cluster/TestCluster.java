package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.model.domain.Domain;
import dev.recount.server.FreePorts;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.SettingsException;
import dev.recount.server.storage.TemporaryFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes of one cluster, all in this process, on one PostgreSQL database. They know each other by name, and listen on an
 * address.
 */
public final class TestCluster implements AutoCloseable {

    /** All nodes have the master key of their personal data in one file. */
    private final TemporaryFolder data = TemporaryFolder.create("cluster");

    private final TestCertificates certificates = TestCertificates.in(data.path());
    private final DatabasePlace.Postgres place = TestDatabases.postgres();
    private final Domain[] domains;
    private final List<ClusterSettings.SeedNode> places;
    private final List<TestServer> servers = new ArrayList<>();

    private TestCluster(List<ClusterSettings.SeedNode> places, Domain[] domains) {
        this.places = places;
        this.domains = domains;
    }

    /** Starts so many nodes, each as a server for these domains. */
    public static TestCluster start(int nodes, Domain... domains) {
        var cluster = new TestCluster(
                FreePorts.some(nodes).stream()
                        .map(port -> new ClusterSettings.SeedNode("localhost", port))
                        .toList(),
                domains);
        for (int node = 0; node < nodes; node++) {
            cluster.servers.add(cluster.started(node));
        }
        return cluster;
    }

    private TestServer started(int node) {
        ClusterSettings.SeedNode own = places.get(node);
        var settings =
                new ClusterSettings(own.host(), "127.0.0.1", own.port(), places, certificates.transport(own.host()));
        return TestServer.start(
                data.path(), all -> all.withJournal(all.journal().in(place)).withCluster(settings), domains);
    }

    /** Returns the database that the nodes share. */
    DatabasePlace.Postgres place() {
        return place;
    }

    /** Returns the address at which the others reach a node, counted from 0. */
    ClusterSettings.SeedNode node(int node) {
        return places.get(node);
    }

    TestCertificates certificates() {
        return certificates;
    }

    /** Returns the nodes as they run now. */
    public List<TestServer> servers() {
        return List.copyOf(servers);
    }

    int size() {
        return servers.size();
    }

    TestClient client(int node) {
        return servers.get(node % servers.size()).client();
    }

    /** Returns the port at which a node answers over HTTP. */
    int port(int node) {
        return servers.get(node).port();
    }

    /** Stops a node as an operator does, and starts it again, as often as its port is not free yet. */
    void restart(int node) {
        servers.get(node).close();
        Pause.until(() -> {
            try {
                servers.set(node, started(node));
                return true;
            } catch (SettingsException refused) {
                assertThat(refused).hasMessageContaining("cannot listen");
                return false;
            }
        });
    }

    @Override
    public void close() {
        servers.forEach(TestServer::close);
        data.close();
    }
}
