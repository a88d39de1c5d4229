package dev.recount.cluster;

import com.typesafe.config.ConfigFactory;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.pekko.actor.ActorNotFound;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterUserAction;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Somebody who can reach the port of a node, and talks as nodes do. */
final class Stranger implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final ActorSystem system;
    private final Address node;

    private Stranger(ActorSystem system, Address node) {
        this.system = system;
        this.node = node;
    }

    /** A stranger who speaks without TLS. */
    static Stranger plain(String host, int port) {
        return of(host, port, "tcp", ActorSystemSetup.empty());
    }

    /** A stranger who believes anyone, and shows the certificate that the key managers have, if there are any. */
    static Stranger over(KeyManager @Nullable [] keys, String host, int port) {
        SSLContext context = trusting(keys);
        return of(
                host,
                port,
                "tls-tcp",
                ActorSystemSetup.create(SSLEngineProviderSetup.create(_ -> new Credulous(context))));
    }

    private static Stranger of(String host, int port, String transport, ActorSystemSetup setup) {
        var config = ConfigFactory.parseString("""
                pekko {
                  remote.artery { transport = %s, canonical { hostname = "127.0.0.1", port = 0 } }
                  cluster.shutdown-after-unsuccessful-join-seed-nodes = %d s
                  cluster.sharding.passivation.streams.active-entity-limit = 10
                  loggers = [], loglevel = OFF, stdout-loglevel = OFF
                }
                """.formatted(transport, PATIENCE.toSeconds()))
                .withFallback(ConfigFactory.parseResources("dev/recount/server/pekko.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        return new Stranger(
                ActorSystem.create("recount", setup.withSetup(BootstrapSetup.create(config))),
                new Address("pekko", "recount", host, port));
    }

    static SSLContext trusting(KeyManager @Nullable [] keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {new Anyone()}, null);
            return context;
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    /** Tells whether an actor of the node answers. */
    boolean reaches(String path) {
        try {
            return selection(path).resolveOne(PATIENCE).toCompletableFuture().join() != null;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ActorNotFound) {
                return false;
            }
            throw failed;
        }
    }

    /** Tells the node to leave its cluster, as an operator's tool can. */
    void orderToLeave() {
        selection("/system/cluster/core/daemon").tell(new ClusterUserAction.Leave(node), ActorRef.noSender());
    }

    private ActorSelection selection(String path) {
        return system.actorSelection(node + path);
    }

    /** Tells whether the cluster takes the stranger in. */
    boolean joins() {
        Cluster cluster = Cluster.get(system);
        var up = new CompletableFuture<Boolean>();
        cluster.registerOnMemberUp(() -> up.complete(true));
        var _ = system.getWhenTerminated().thenAccept(_ -> up.complete(false));
        cluster.joinSeedNodes(List.of(node));
        return up.orTimeout(2, TimeUnit.MINUTES).join();
    }

    @Override
    public void close() {
        var _ = system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    /** TLS that believes everyone. */
    private record Credulous(SSLContext context) implements SSLEngineProvider {

        @Override
        public SSLEngine createServerSSLEngine(String hostname, int port) {
            SSLEngine engine = context.createSSLEngine(hostname, port);
            engine.setUseClientMode(false);
            return engine;
        }

        @Override
        public SSLEngine createClientSSLEngine(String hostname, int port) {
            SSLEngine engine = context.createSSLEngine(hostname, port);
            engine.setUseClientMode(true);
            return engine;
        }

        @Override
        public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
            return Option.empty();
        }

        @Override
        public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
            return Option.empty();
        }
    }

    /** Whoever shows any certificate. */
    private static final class Anyone extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
