package dev.recount.http.request;

import dev.recount.access.settings.AccessSettings;
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
 * @param subscriptions how those are served who follow the log
 * @param limits the limits of connections
 * @param hosts the names under which clients reach the server
 * @param management where operators reach it, if not there too
 * @param tls the certificate of both ports; without one they speak plain HTTP
 * @param access who may do what
 * @param insecure whether it may be reached from elsewhere without knowing its callers, or without a certificate
 */
public record HttpSettings(
        String host,
        int port,
        int maxCommandBytes,
        Duration bodyTimeout,
        Duration shutdownTimeout,
        Subscriptions subscriptions,
        ConnectionLimits limits,
        KnownHosts hosts,
        Optional<Management> management,
        Optional<TlsFiles> tls,
        AccessSettings access,
        boolean insecure) {

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
                subscriptions,
                limits,
                hosts,
                management,
                tls,
                access,
                insecure);
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
                subscriptions,
                limits,
                hosts,
                management,
                tls,
                access,
                insecure);
    }

    /** Returns the same settings, serving those who follow the log in another way. */
    public HttpSettings with(Subscriptions changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                changed,
                limits,
                hosts,
                management,
                tls,
                access,
                insecure);
    }

    /** Returns the same settings with other limits of connections. */
    public HttpSettings with(ConnectionLimits changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                subscriptions,
                changed,
                hosts,
                management,
                tls,
                access,
                insecure);
    }

    /** Returns the same settings with a port for operators. */
    public HttpSettings with(Management changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                subscriptions,
                limits,
                hosts,
                Optional.of(changed),
                tls,
                access,
                insecure);
    }

    /** Returns the same settings with a certificate. */
    public HttpSettings with(TlsFiles changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                subscriptions,
                limits,
                hosts,
                management,
                Optional.of(changed),
                access,
                insecure);
    }

    /** Returns the same settings, with other ways to know who may do what. */
    public HttpSettings with(AccessSettings changed) {
        return new HttpSettings(
                host,
                port,
                maxCommandBytes,
                bodyTimeout,
                shutdownTimeout,
                subscriptions,
                limits,
                hosts,
                management,
                tls,
                changed,
                insecure);
    }
}
