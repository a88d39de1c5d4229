package dev.recount.http.connection;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
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

    /** Returns the certificate that the client has shown, if it has; its authority was trusted when it connected. */
    public Optional<X509Certificate> certificate() {
        return certificates().stream().findFirst();
    }

    /** Returns the certificate that the client has shown, and those of authorities that it has shown with it. */
    public List<X509Certificate> certificates() {
        if (engine.isEmpty()) {
            return List.of();
        }
        try {
            return Arrays.stream(engine.get().getSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }
}
