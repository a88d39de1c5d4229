package dev.recount.http.connection;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.SecurityHeaders;
import dev.recount.http.tls.ServerTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.TLSClosing;
import org.apache.pekko.stream.TLSProtocol.SendBytes;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.TLS;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * A port on which requests are answered.
 *
 * <p>Pekko's own way of listening leaves those who come when there are enough to wait unanswered, knows nothing of
 * addresses, waits for the head of a request for as long as for anything else, and reads bytes in ways in which others
 * may not.
 */
public final class Listener {

    /** The time that the last bytes of an encrypted connection have to reach the client. */
    private static final Duration LAST_BYTES = Duration.ofSeconds(5);

    private final ActorSystem system;
    private final ServerSettings settings;
    private final ConnectionLimits limits;
    private final Optional<ServerTls> tls;
    private final Connections connections;
    private final Function<HttpRequest, CompletionStage<HttpResponse>> answer;
    private final Flow<ByteString, ByteString, NotUsed> full;
    private final BidiFlow<HttpResponse, ByteString, ByteString, HttpRequest, NotUsed> http;

    /** A port that is listened on. */
    public record Bound(Listener listener, Tcp.ServerBinding binding) {

        /** Returns the address. */
        public InetSocketAddress address() {
            return binding.localAddress();
        }

        /** Returns how many connections there are. */
        public int connections() {
            return listener.connections.count();
        }

        /** Takes no more connections. */
        public CompletionStage<Done> unbind() {
            return binding.unbind().thenApply(_ -> Done.getInstance());
        }

        /** Lets each connection end with the request that it is at, and breaks off what has not ended in time. */
        public CompletionStage<Done> terminate(Duration timeout) {
            return listener.connections
                    .finish()
                    .toCompletableFuture()
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(_ -> {
                        listener.connections.breakOff();
                        return Done.getInstance();
                    });
        }
    }

    /**
     * Makes a listener that answers as the function says.
     *
     * @param tls what encrypts the connections, if something does
     */
    public Listener(
            ActorSystem system,
            ServerSettings settings,
            ConnectionLimits limits,
            Optional<ServerTls> tls,
            Function<HttpRequest, CompletionStage<HttpResponse>> answer) {
        this.system = system;
        this.settings = settings;
        this.limits = limits;
        this.tls = tls;
        this.connections = new Connections(limits);
        this.answer = answer;
        this.full = full(SecurityHeaders.of(tls.isPresent()));
        this.http = Http.get(system)
                .serverLayer(settings)
                .atop(plain())
                .atop(BidiFlow.bidirectionalIdleTimeout(
                        Duration.ofMillis(settings.getTimeouts().idleTimeout().toMillis())));
    }

    @SuppressWarnings("unchecked") // the bytes of a session are inbound, and come from there alone
    private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> plain() {
        return (BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed>)
                (BidiFlow<?, ?, ?, ?, ?>) TLSPlacebo.getInstance();
    }

    /** Begins to listen. */
    public CompletionStage<Bound> bind(String host, int port) {
        return incoming(host, port)
                .to(Sink.foreach(this::accept))
                .run(system)
                .thenApply(binding -> new Bound(this, binding));
    }

    private Source<Tcp.IncomingConnection, CompletionStage<Tcp.ServerBinding>> incoming(String host, int port) {
        return Tcp.get(system)
                .bind(host, port, settings.getBacklog(), settings.getSocketOptions(), false, Optional.empty());
    }

    private void accept(Tcp.IncomingConnection incoming) {
        InetAddress address = incoming.remoteAddress().getAddress();
        connections
                .open(address)
                .ifPresentOrElse(connection -> serve(incoming, connection, address), () -> turnAway(incoming));
    }

    /** One more that is encrypted would cost a handshake, to be told that there is no room. */
    private void turnAway(Tcp.IncomingConnection incoming) {
        incoming.handleWith(tls.isPresent() ? Flow.fromSinkAndSource(Sink.cancelled(), Source.empty()) : full, system);
    }

    private void serve(Tcp.IncomingConnection incoming, OpenConnection connection, InetAddress address) {
        var peer = new Peer(address, tls.map(ServerTls::engine));
        var raw = KillSwitches.shared("connection");
        Pair<CompletionStage<Done>, CompletionStage<Done>> ends = decrypted(
                        incoming.flow().via(raw.flow()), peer)
                .watchTermination(Keep.right())
                .via(new RequestGuard(connection, limits.headTimeout()))
                .joinMat(answering(peer, connection).join(http).watchTermination(Keep.right()), Keep.both())
                .run(system);
        var _ = ends.first().whenComplete((_, _) -> connections.ended(connection, address));
        if (tls.isPresent()) {
            var _ = ends.second().whenComplete((_, _) -> endSoon(raw));
        }
    }

    /** Who does not go on with what TLS does at its beginning, or at its end, would keep the connection for good. */
    private void endSoon(SharedKillSwitch raw) {
        system.scheduler()
                .scheduleOnce(
                        LAST_BYTES,
                        () -> raw.abort(new TimeoutException("the connection has ended")),
                        system.dispatcher());
    }

    /** Of what is encrypted, the certificate that a client shows is known by the engine of its connection alone. */
    private static Flow<ByteString, ByteString, NotUsed> decrypted(
            Flow<ByteString, ByteString, NotUsed> bytes, Peer peer) {
        return peer.engine()
                .map(engine -> plainText()
                        .atop(TLS.create(() -> engine, TLSClosing.eagerClose()))
                        .join(bytes))
                .orElse(bytes);
    }

    private static BidiFlow<ByteString, SslTlsOutbound, SslTlsInbound, ByteString, NotUsed> plainText() {
        return BidiFlow.fromFlows(
                Flow.of(ByteString.class).map(SendBytes::new),
                Flow.of(SslTlsInbound.class)
                        .mapConcat(inbound ->
                                inbound instanceof SessionBytes session ? List.of(session.bytes()) : List.of()));
    }

    private Flow<HttpRequest, HttpResponse, NotUsed> answering(Peer peer, OpenConnection connection) {
        return Flow.of(HttpRequest.class)
                .mapAsync(
                        settings.getPipeliningLimit(),
                        request -> answer.apply(peer.on(request))
                                .thenApply(response -> connection.answered(request, response)));
    }

    /** Tells a client for whom there is no room what any other answer would, whatever it asks for. */
    private static Flow<ByteString, ByteString, NotUsed> full(SecurityHeaders headers) {
        HttpResponse response =
                new Problem(503, "OVERLOADED", "there are too many connections; come again, or use fewer").response();
        ByteString body = ((HttpEntity.Strict) response.entity()).getData();
        String head = "HTTP/1.1 503 Service Unavailable\r\nServer: recount\r\nRetry-After: 1\r\nConnection: close\r\n"
                + headers.lines() + "Content-Type: application/problem+json\r\nContent-Length: " + body.size()
                + "\r\n\r\n";
        return Flow.fromSinkAndSource(
                Sink.ignore(), Source.single(ByteString.fromString(head).concat(body)));
    }
}
