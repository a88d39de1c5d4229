package dev.recount.cluster.tls;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;
import scala.Option;

/**
 * The port of a node that is alone. A member of a cluster cannot be without a port, but this one has no certificate, so
 * that each connection ends before anything is said on it.
 */
public final class ClosedPort implements SSLEngineProvider {

    private ClosedPort() {}

    /** Returns what an actor system is to be set up with. */
    public static Setup setup() {
        return SSLEngineProviderSetup.create(_ -> new ClosedPort());
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        SSLEngine engine = engine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine engine = engine();
        engine.setUseClientMode(true);
        return engine;
    }

    private static SSLEngine engine() {
        try {
            SSLContext nothing = SSLContext.getInstance("TLS");
            nothing.init(new KeyManager[0], new TrustManager[0], null);
            return nothing.createSSLEngine();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this Java has no TLS", unsupported);
        }
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return nobody();
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return nobody();
    }

    private static Option<Throwable> nobody() {
        return Option.apply(new SSLException("a node that is alone talks to nobody"));
    }
}
