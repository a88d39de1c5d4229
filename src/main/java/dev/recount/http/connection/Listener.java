package dev.recount.http.connection;

import dev.recount.http.answer.Problem;
import dev.recount.http.tls.ServerTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.TLSClosing;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
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

    private static final Flow<ByteString, ByteString, NotUsed> FULL = full();

    private final ActorSystem system;
    private final ServerSettings settings;
    private final ConnectionLimits limits;
    private final Optional<ServerTls> tls;
    private final Connections connections;
    private final Flow<HttpRequest, HttpResponse, NotUsed> answering;
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
        this.answering = Flow.of(HttpRequest.class).mapAsync(settings.getPipeliningLimit(), answer::apply);
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
        Tcp tcp = Tcp.get(system);
        return tls.map(encrypting -> tcp.bindWithTls(
                        host,
                        port,
                        encrypting::engine,
                        settings.getBacklog(),
                        settings.getSocketOptions(),
                        Optional.empty(),
                        _ -> Optional.empty(),
                        TLSClosing.eagerClose()))
                .orElseGet(() -> tcp.bind(
                        host, port, settings.getBacklog(), settings.getSocketOptions(), false, Optional.empty()));
    }

    private void accept(Tcp.IncomingConnection incoming) {
        InetAddress address = incoming.remoteAddress().getAddress();
        connections
                .open(address)
                .ifPresentOrElse(
                        connection -> serve(incoming, connection, address), () -> incoming.handleWith(FULL, system));
    }

    private void serve(Tcp.IncomingConnection incoming, OpenConnection connection, InetAddress address) {
        incoming.flow()
                .watchTermination(Keep.right())
                .via(new RequestGuard(connection, limits.headTimeout()))
                .join(of(address).via(answering).join(http))
                .run(system)
                .whenComplete((_, _) -> connections.ended(connection, address));
    }

    /** Lets each request say which address it comes from. */
    private static Flow<HttpRequest, HttpRequest, NotUsed> of(InetAddress address) {
        RemoteAddress remote = RemoteAddress.create(address);
        return Flow.of(HttpRequest.class).map(request -> request.addAttribute(AttributeKeys.remoteAddress, remote));
    }

    /** Tells a client for whom there is no room what any other answer would, whatever it asks for. */
    private static Flow<ByteString, ByteString, NotUsed> full() {
        HttpResponse response =
                new Problem(503, "OVERLOADED", "there are too many connections; come again, or use fewer").response();
        ByteString body = ((HttpEntity.Strict) response.entity()).getData();
        String head = "HTTP/1.1 503 Service Unavailable\r\nServer: recount\r\nRetry-After: 1\r\nConnection: close\r\n"
                + "Content-Type: application/problem+json\r\nContent-Length: " + body.size() + "\r\n\r\n";
        return Flow.fromSinkAndSource(
                Sink.ignore(), Source.single(ByteString.fromString(head).concat(body)));
    }
}
