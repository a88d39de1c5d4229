package dev.recount.http.connection;

import java.net.InetAddress;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The other end of the connection over which a request has come.
 *
 * @param address its address: the client's, or that of a proxy between
 */
public record Peer(InetAddress address) {

    /** The attribute by which each request holds it that a {@link Listener} takes. */
    static final AttributeKey<Peer> KEY = AttributeKey.create("peer", Peer.class);

    /** Returns the other end of the connection over which a request has come. */
    public static Peer of(HttpRequest request) {
        return request.getAttribute(KEY)
                .orElseThrow(() -> new IllegalStateException("the listener is to tell where requests come from"));
    }
}
