package dev.recount.http.request;

import dev.recount.http.connection.ConnectionLimits;
import dev.recount.http.tls.TlsFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the server's HTTP.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param maxCommandBytes the largest command that is read, in bytes
 * @param bodyTimeout how long the body of a command may take to arrive
 * @param shutdownTimeout how long requests may take to finish when the server stops
 * @param principalHeader the header in which a trusted proxy names the caller, if there is one
 * @param subscriptions how those are served who follow the log
 * @param limits the limits of connections
 * @param hosts the names under which clients reach the server
 * @param management where operators reach it, if not there too
 * @param tls the certificate of both ports; without one they speak plain HTTP
 */
public record HttpSettings(
        String host,
        int port,
        int maxCommandBytes,
        Duration bodyTimeout,
        Duration shutdownTimeout,
        Optional<String> principalHeader,
        Subscriptions subscriptions,
        ConnectionLimits limits,
        KnownHosts hosts,
        Optional<Management> management,
        Optional<TlsFiles> tls) {

    /**
     * The settings of subscriptions to the log.
     *
     * @param most how many there may be at once
     * @param heartbeatInterval how long nothing may be sent to one of them
     */
    public record Subscriptions(int most, Duration heartbeatInterval) {}

    /**
     * The port of operators.
     *
     * @param host the address to listen on
     * @param port the port to listen on; 0 for any free one
     */
    public record Management(String host, int port) {

        /** Enough for those who operate a server, who are few. */
        private static final int MOST = 256;

        /** Returns the limits of its connections, which do not depend on how many there are elsewhere. */
        public ConnectionLimits limits(ConnectionLimits elsewhere) {
            return new ConnectionLimits(MOST, MOST, elsewhere.headTimeout());
        }
    }

    /** Returns the scheme of the server's addresses. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** Returns the same settings, listening elsewhere. */
    public HttpSettings at(String otherHost, int otherPort) {
        return new HttpSettings(
                otherHost,
                otherPort,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                principalHeader,
                subscriptions,
                limits,
                hosts,
                management,
                tls);
    }

    /** Returns the same settings with another port. */
    public HttpSettings withPort(int other) {
        return at(host, other);
    }

    /** Returns the same settings with more or less patience with bodies. */
    public HttpSettings withBodyTimeout(Duration changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                changed,
                shutdownTimeout,
                principalHeader,
                subscriptions,
                limits,
                hosts,
                management,
                tls);
    }

    /** Returns the same settings behind a proxy that names the caller. */
    public HttpSettings withPrincipalHeader(String changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                Optional.of(changed),
                subscriptions,
                limits,
                hosts,
                management,
                tls);
    }

    /** Returns the same settings, serving those who follow the log in another way. */
    public HttpSettings with(Subscriptions changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                principalHeader,
                changed,
                limits,
                hosts,
                management,
                tls);
    }

    /** Returns the same settings with other limits of connections. */
    public HttpSettings with(ConnectionLimits changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                principalHeader,
                subscriptions,
                changed,
                hosts,
                management,
                tls);
    }

    /** Returns the same settings with a port for operators. */
    public HttpSettings with(Management changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                principalHeader,
                subscriptions,
                limits,
                hosts,
                Optional.of(changed),
                tls);
    }

    /** Returns the same settings with a certificate. */
    public HttpSettings with(TlsFiles changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                principalHeader,
                subscriptions,
                limits,
                hosts,
                management,
                Optional.of(changed));
    }
}
