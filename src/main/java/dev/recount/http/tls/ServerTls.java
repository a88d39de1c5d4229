package dev.recount.http.tls;

import dev.recount.database.sql.DatabaseException;
import dev.recount.tls.Expiry;
import dev.recount.tls.ReadAgain;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.pekko.actor.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of TLS 1.2 and 1.3 (RFC 5246, RFC 8446). A certificate that is renewed in its files is shown to all
 * who connect from then on; connections that there are go on, but a client's certificate counts only while its
 * authority is one of today's. For any number of threads.
 */
public final class ServerTls {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsFiles files;
    private final Optional<Path> authorities;
    private final Expiry expiry;
    private volatile SSLContext context;
    private volatile ClientAuthorities clients;
    private CertificateFiles read;

    /**
     * Reads the files.
     *
     * @param authorities the file of the authorities whose certificates clients may show, who are asked for none
     *     without it
     * @throws DatabaseException if they cannot be used; the message names the setting
     */
    public ServerTls(TlsFiles files, Optional<Path> authorities) {
        this.files = files;
        this.authorities = authorities;
        this.read = CertificateFiles.read(files, authorities, Instant.now());
        this.context = read.context();
        this.clients = new ClientAuthorities(read.authorities());
        this.expiry = new Expiry(CertificateFiles.CERTIFICATE, files.certificate(), Clock.systemUTC());
        expiry.shown(read.chain().getFirst());
        expiry.warn();
    }

    /** Returns what speaks for the server in one connection. */
    public SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setWantClientAuth(authorities.isPresent());
        engine.setEnabledProtocols(PROTOCOLS);
        return engine;
    }

    /**
     * Tells whether what a client has shown when it connected would be accepted now: its authority may have been taken
     * out of the file since. A client that has shown nothing is accepted.
     *
     * @param chain the client's certificate, and those of the authorities between it and one of the file
     */
    public boolean isTrusted(List<X509Certificate> chain) {
        return chain.isEmpty() || clients.trust(chain, Instant.now());
    }

    /** Returns the end of the certificate. */
    public Expiry expiry() {
        return expiry;
    }

    /** Reads the files again from time to time, for as long as the system runs. */
    public void keepReading(ActorSystem system) {
        ReadAgain.every(files.reloadInterval(), this::replaceChanged, system);
    }

    /** Files may be read between the writing of the one and that of the other, which then do not fit each other yet. */
    private synchronized void replaceChanged() {
        try {
            CertificateFiles now = CertificateFiles.read(files, authorities, Instant.now());
            if (!now.equals(read)) {
                ClientAuthorities authoritiesNow =
                        clients.are(now.authorities()) ? clients : new ClientAuthorities(now.authorities());
                context = now.context();
                clients = authoritiesNow;
                read = now;
                expiry.shown(now.chain().getFirst());
                LOG.info("The certificate of HTTP was read again from {}", files.certificate());
            }
        } catch (DatabaseException unfit) {
            LOG.error("The certificate of HTTP stays the one that was read before: {}", unfit.getMessage());
        }
        expiry.warn();
    }
}
