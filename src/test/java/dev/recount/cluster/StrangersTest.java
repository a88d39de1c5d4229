package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.cluster.tls.NodeFiles;
import dev.recount.cluster.tls.NodeTransport;
import dev.recount.cluster.tls.OtherUse;
import dev.recount.process.Processes;
import dev.recount.server.FreePorts;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.stream.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Strangers at the port of a node. */
@Tag("slow")
@ResourceLock(Processes.CLUSTER)
class StrangersTest {

    private static final String DAEMON = "/system/cluster/core/daemon";
    private static final String STREAMS = "/system/sharding/probe";

    private static final int SILENT_MILLIS = 3_000;

    @TempDir
    Path folder;

    /** Those who do not have a certificate of the cluster's authority. */
    private Stream<Stranger> strangers(String host, int port) {
        return Stream.of(
                Stranger.plain(host, port),
                Stranger.over(null, host, port),
                Stranger.over(
                        keys(TestCertificates.in(folder.resolve("strange")).files(host)), host, port));
    }

    private static KeyManager[] keys(NodeFiles files) {
        try (InputStream certificate = Files.newInputStream(files.certificate());
                var key = new PEMParser(Files.newBufferedReader(files.key()))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own",
                    new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) key.readObject()),
                    new char[0],
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(certificate)
                            .toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            return keys.getKeyManagers();
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private TestServer alone(int port, NodeTransport transport) {
        return TestServer.start(
                folder.resolve("data"),
                all -> all.withCluster(new ClusterSettings("127.0.0.1", "127.0.0.1", port, List.of(), transport)),
                Probe.domain());
    }

    private static void keepOut(Stranger stranger) {
        try (stranger) {
            stranger.orderToLeave();
            assertThat(stranger.reaches(DAEMON)).isFalse();
            assertThat(stranger.reaches(STREAMS)).isFalse();
            assertThat(stranger.joins()).isFalse();
        }
    }

    private static void add(TestClient client, String stream) {
        assertThat(client.post("/streams/probe/" + stream + "/Add", "{\"amount\":1}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void reachANodeWithoutCertificates() {
        int port = FreePorts.one();
        try (TestServer server = alone(port, new NodeTransport.Insecure());
                Stranger stranger = Stranger.plain("127.0.0.1", port)) {
            add(server.client(), "here");

            assertThat(stranger.reaches(DAEMON)).isTrue();
            assertThat(stranger.reaches(STREAMS)).isTrue();
            assertThat(stranger.joins()).isTrue();
        }
    }

    @Test
    void cannotSpeakToANodeThatIsAlone() {
        int port = FreePorts.one();
        try (TestServer server = alone(port, new NodeTransport.Closed())) {
            add(server.client(), "here");

            strangers("127.0.0.1", port).parallel().forEach(StrangersTest::keepOut);

            add(server.client(), "here");
            assertThat(server.client().get("/health/ready").status()).isEqualTo(200);
            assertThat(validSeconds(server.client())).isZero();
        }
    }

    @Test
    void cannotSpeakToTheNodesOfACluster() {
        try (TestCluster cluster = TestCluster.start(2, Probe.domain())) {
            SeedNode node = cluster.node(0);

            strangers(node.host(), node.port()).parallel().forEach(StrangersTest::keepOut);

            for (int each = 0; each < 2; each++) {
                add(cluster.client(each), "on-" + each);
                assertThat(cluster.client(each).get("/health/ready").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void areHungUpOnUnlessTheyHaveACertificateOfANode() throws IOException {
        try (TestCluster cluster = TestCluster.start(1, Probe.domain())) {
            SeedNode node = cluster.node(0);
            TestCertificates certificates = cluster.certificates();
            NodeFiles others = TestCertificates.in(folder.resolve("strange")).files("b");
            assertThat(isHungUpOn(keys(certificates.files("b")), node)).isFalse();
            assertThat(isHungUpOn(null, node)).isTrue();
            assertThat(isHungUpOn(keys(others), node)).isTrue();
            assertThat(isHungUpOn(keys(OtherUse.of(certificates.folder())), node))
                    .isTrue();
        }
    }

    @Test
    void seeARenewedCertificateWhileNoRequestFails() throws Exception {
        try (TestCluster cluster = TestCluster.start(2, Probe.domain())) {
            String host = cluster.node(0).host();
            Certificate former = shown(cluster.node(0));
            var stop = new AtomicBoolean();
            var sent = new AtomicInteger();
            Thread writer = Thread.ofVirtual().start(() -> {
                while (!stop.get()) {
                    add(cluster.client(sent.get()), "stream-" + sent.get() % 20);
                    sent.incrementAndGet();
                }
            });

            NodeFiles renewed = cluster.certificates().files(host);
            for (int node = 0; node < 2; node++) {
                SeedNode place = cluster.node(node);
                Certificate awaited = certificate(renewed);
                Pause.until(() -> shown(place).equals(awaited));
            }
            int before = sent.get();
            Pause.until(() -> sent.get() > before + 20 || !writer.isAlive());
            stop.set(true);
            writer.join();

            assertThat(certificate(renewed)).isNotEqualTo(former);
            assertThat(sent.get()).isGreaterThan(before + 20);
            assertThat(validSeconds(cluster.client(0))).isPositive();
            cluster.restart(1);
            add(cluster.client(1), "after");
        }
    }

    /** Returns for how long a node tells that its certificate is valid; 0 if it tells nothing of one. */
    private static double validSeconds(TestClient client) {
        String name = "recount_certificate_valid_seconds{certificate=\"node\"} ";
        return client.sendText(client.request("/metrics").GET().build())
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    /** A connection that is let in is silent, as nodes talk on those that they open themselves. */
    private static boolean isHungUpOn(KeyManager @Nullable [] keys, SeedNode node) throws IOException {
        try (var socket =
                (SSLSocket) Stranger.trusting(keys).getSocketFactory().createSocket(node.host(), node.port())) {
            socket.setSoTimeout(SILENT_MILLIS);
            socket.startHandshake();
            return socket.getInputStream().read() < 0;
        } catch (SSLException | SocketException refused) {
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        }
    }

    private static Certificate certificate(NodeFiles files) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(files.certificate())) {
            return CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    /** Returns the certificate that a node shows to those who call it. */
    private static Certificate shown(SeedNode node) {
        try (var socket =
                (SSLSocket) Stranger.trusting(null).getSocketFactory().createSocket(node.host(), node.port())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
