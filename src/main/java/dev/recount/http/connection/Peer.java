package dev.recount.http.connection;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The other end of the connection on which a request came.
 *
 * @param address its address
 * @param engine our side of TLS, if the connection is encrypted
 */
public record Peer(InetAddress address, Optional<SSLEngine> engine) {

    private static final AttributeKey<Peer> KEY = AttributeKey.create("peer", Peer.class);

    /** Returns the peer that sent a request. */
    public static Peer of(HttpRequest request) {
        return request.getAttribute(KEY)
                .orElseThrow(() -> new IllegalStateException("the listener is to tell where requests come from"));
    }

    /** Returns a request of this peer, which says so. */
    HttpRequest on(HttpRequest request) {
        return request.addAttribute(KEY, this);
    }

    /** Returns the certificate that the client has shown, if it has; its authority is one of those that are trusted. */
    public Optional<X509Certificate> certificate() {
        try {
            return engine.isPresent()
                            && engine.get().getSession().getPeerCertificates()[0] instanceof X509Certificate first
                    ? Optional.of(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
