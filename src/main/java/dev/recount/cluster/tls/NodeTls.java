package dev.recount.cluster.tls;

import dev.recount.database.sql.DatabaseException;
import dev.recount.tls.Expiry;
import dev.recount.tls.ReadAgain;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The mutual TLS between nodes: both ends of a connection show a certificate of the authority with one subject, and
 * that of the end that is called stands for the host under which it is called. The files are read again from time to
 * time; where those that are there cannot be used, the ones before go on being used.
 */
public final class NodeTls implements SSLEngineProvider {

    private static final Logger LOG = LoggerFactory.getLogger(NodeTls.class);

    private static final String[] PROTOCOLS = {"TLSv1.3"};

    /** The algorithm by which a client holds the name of who answers against that of whom it has called. */
    private static final String BY_HOST = "HTTPS";

    private final NodeFiles files;
    private final Duration reloadInterval;
    private final Expiry expiry;
    private final String host;
    private final Clock clock;
    private volatile NodeIdentity identity;

    private NodeTls(NodeTransport.Mutual mutual, String host, Clock clock) {
        this.files = mutual.files();
        this.reloadInterval = mutual.reloadInterval();
        this.expiry = new Expiry(NodeFiles.CERTIFICATE, files.certificate(), clock);
        this.host = host;
        this.clock = clock;
        this.identity = read();
    }

    /**
     * Reads the files.
     *
     * @param host the host under which the other nodes call this one
     * @throws DatabaseException if a file cannot be used, or they do not go together; names the setting
     */
    public static NodeTls open(NodeTransport.Mutual mutual, String host, Clock clock) {
        var tls = new NodeTls(mutual, host, clock);
        tls.expiry.shown(tls.identity.certificate());
        tls.expiry.warn();
        return tls;
    }

    /** Returns what an actor system is to be set up with. */
    public Setup setup() {
        return SSLEngineProviderSetup.create(system -> {
            ReadAgain.every(reloadInterval, this::reload, system);
            return this;
        });
    }

    /** Returns the end of the node's certificate. */
    public Expiry expiry() {
        return expiry;
    }

    private NodeIdentity read() {
        NodeIdentity read = files.read(clock.instant());
        if (!HostNames.include(read.certificate(), host)) {
            throw new DatabaseException(NodeFiles.CERTIFICATE + ": the certificate in " + files.certificate()
                    + " does not stand for " + host + " (recount.cluster.host), so that no other node would believe"
                    + " it; it has to be among the subject's alternative names");
        }
        return read;
    }

    /** Reads the files again; where they cannot be used, they may be about to be replaced. */
    private synchronized void reload() {
        try {
            NodeIdentity read = read();
            if (read.differsFrom(identity)) {
                LOG.info("The node has a new certificate, valid until {}", read.validUntil());
            }
            identity = read;
            expiry.shown(read.certificate());
        } catch (DatabaseException unusable) {
            LOG.warn("This node goes on with the certificate that it has: {}", unusable.getMessage());
        }
        expiry.warn();
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        SSLEngine engine = engine(hostname, port);
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine engine = engine(hostname, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(BY_HOST);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLEngine engine(String hostname, int port) {
        SSLEngine engine = identity.context().createSSLEngine(hostname, port);
        engine.setEnabledProtocols(PROTOCOLS);
        return engine;
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return problem(session);
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return problem(session);
    }

    /** An authority may have certificates for others than nodes, which have another subject. */
    private Option<Throwable> problem(SSLSession session) {
        try {
            var theirs = ((X509Certificate) session.getPeerCertificates()[0]).getSubjectX500Principal();
            var own = identity.certificate().getSubjectX500Principal();
            if (theirs.equals(own)) {
                return Option.empty();
            }
            LOG.warn(
                    "A connection is refused: the subject of its certificate is {}, and that of this node's is {}",
                    theirs,
                    own);
            return Option.apply(new SSLException("the certificate has another subject"));
        } catch (SSLPeerUnverifiedException nobody) {
            return Option.apply(nobody);
        }
    }
}
