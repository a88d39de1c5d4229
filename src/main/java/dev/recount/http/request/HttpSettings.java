package dev.recount.http.request;

import dev.recount.access.settings.AccessSettings;
import dev.recount.http.connection.ConnectionLimits;
import dev.recount.http.limit.RateSettings;
import dev.recount.http.tls.TlsFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the server's HTTP.
 *
 * @param listening where clients reach it
 * @param admission whose requests are taken, and how many
 * @param bodies how much is read of them
 * @param shutdownTimeout how long requests may take to finish when the server stops
 * @param access who may do what
 * @param subscriptions how those are served who follow the log
 * @param console whether there are pages for people
 */
public record HttpSettings(
        Listening listening,
        Admission admission,
        Bodies bodies,
        Duration shutdownTimeout,
        AccessSettings access,
        Subscriptions subscriptions,
        boolean console) {

    /**
     * The settings that say where a server is reached.
     *
     * @param host the address to listen on
     * @param port the port to listen on; 0 for any free one
     * @param management where operators reach it, if not there too
     * @param tls the certificate of both ports; without one they speak plain HTTP
     * @param insecure whether it may be reached from elsewhere without knowing its callers, or without a certificate
     */
    public record Listening(
            String host, int port, Optional<Management> management, Optional<TlsFiles> tls, boolean insecure) {}

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

    /**
     * The settings that say whose requests are taken, and how many.
     *
     * @param connections the limits of connections
     * @param rates the limits of how much may be asked in a time
     * @param hosts the names under which clients reach the server
     * @param origins the sites whose pages may ask it
     */
    public record Admission(
            ConnectionLimits connections, RateSettings rates, KnownHosts hosts, AllowedOrigins origins) {}

    /**
     * The settings of the bodies of requests.
     *
     * @param maxBytes the largest command that is read, in bytes
     * @param timeout how long the body of a command may take to arrive
     */
    public record Bodies(int maxBytes, Duration timeout) {}

    /**
     * The settings of subscriptions to the log.
     *
     * @param most how many there may be at once
     * @param heartbeatInterval how long nothing may be sent to one of them
     */
    public record Subscriptions(int most, Duration heartbeatInterval) {}

    /** Returns the address to listen on. */
    public String host() {
        return listening.host;
    }

    /** Returns the port to listen on; 0 for any free one. */
    public int port() {
        return listening.port;
    }

    /** Returns where operators reach the server, if not where others do too. */
    public Optional<Management> management() {
        return listening.management;
    }

    /** Returns the certificate of both ports, if they have one. */
    public Optional<TlsFiles> tls() {
        return listening.tls;
    }

    /** Tells whether it may be reached from elsewhere without knowing its callers, or without a certificate. */
    public boolean insecure() {
        return listening.insecure;
    }

    /** Returns the scheme of the server's addresses. */
    public String scheme() {
        return tls().isPresent() ? "https" : "http";
    }

    /** Returns the largest command that is read, in bytes. */
    public int maxCommandBytes() {
        return bodies.maxBytes;
    }

    /** Returns how long the body of a command may take to arrive. */
    public Duration bodyTimeout() {
        return bodies.timeout;
    }

    /** Returns the limits of connections. */
    public ConnectionLimits limits() {
        return admission.connections;
    }

    /** Returns the same settings, listening elsewhere. */
    public HttpSettings at(String otherHost, int otherPort) {
        return with(new Listening(otherHost, otherPort, management(), tls(), insecure()));
    }

    /** Returns the same settings with another port. */
    public HttpSettings withPort(int other) {
        return at(host(), other);
    }

    /** Returns the same settings with a port for operators. */
    public HttpSettings with(Management changed) {
        return with(new Listening(host(), port(), Optional.of(changed), tls(), insecure()));
    }

    /** Returns the same settings with a certificate. */
    public HttpSettings with(TlsFiles changed) {
        return with(new Listening(host(), port(), management(), Optional.of(changed), insecure()));
    }

    private HttpSettings with(Listening changed) {
        return new HttpSettings(changed, admission, bodies, shutdownTimeout, access, subscriptions, console);
    }

    /** Returns the same settings with other limits of connections. */
    public HttpSettings with(ConnectionLimits changed) {
        return with(new Admission(changed, admission.rates, admission.hosts, admission.origins));
    }

    /** Returns the same settings with other limits of how much may be asked. */
    public HttpSettings with(RateSettings changed) {
        return with(new Admission(limits(), changed, admission.hosts, admission.origins));
    }

    /** Returns the same settings with other sites whose pages may ask. */
    public HttpSettings with(AllowedOrigins changed) {
        return with(new Admission(limits(), admission.rates, admission.hosts, changed));
    }

    private HttpSettings with(Admission changed) {
        return new HttpSettings(listening, changed, bodies, shutdownTimeout, access, subscriptions, console);
    }

    /** Returns the same settings with more or less patience with bodies. */
    public HttpSettings withBodyTimeout(Duration changed) {
        var patience = new Bodies(maxCommandBytes(), changed);
        return new HttpSettings(listening, admission, patience, shutdownTimeout, access, subscriptions, console);
    }

    /** Returns the same settings, with other ways to know who may do what. */
    public HttpSettings with(AccessSettings changed) {
        return new HttpSettings(listening, admission, bodies, shutdownTimeout, changed, subscriptions, console);
    }

    /** Returns the same settings, serving those who follow the log in another way. */
    public HttpSettings with(Subscriptions changed) {
        return new HttpSettings(listening, admission, bodies, shutdownTimeout, access, changed, console);
    }

    /** Returns the same settings, without pages for people. */
    public HttpSettings withoutConsole() {
        return new HttpSettings(listening, admission, bodies, shutdownTimeout, access, subscriptions, false);
    }
}
