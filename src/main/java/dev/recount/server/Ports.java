package dev.recount.server;

import dev.recount.http.HttpApi;
import dev.recount.http.connection.Listener;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.tls.ServerTls;
import dev.recount.server.settings.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * The ports on which a server listens to clients.
 *
 * @param http that of all that is not for operators alone
 * @param management that of what is; the same one, where they have none of their own
 */
record Ports(InetSocketAddress http, InetSocketAddress management) {

    private static final Duration FREE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration FREE_POLL = Duration.ofMillis(20);

    /**
     * Begins to listen.
     *
     * @param tls what encrypts the connections, if something does
     * @throws SettingsException if that cannot be; the message names the setting
     */
    static Ports open(HttpApi api, HttpSettings settings, Optional<ServerTls> tls) {
        var management = settings.management()
                .flatMap(own -> bound("recount.management", own.host(), own.port(), api.bindManagement(tls)))
                .map(Listener.Bound::address);
        InetSocketAddress http = bound("recount.http", settings.host(), settings.port(), api.bind(tls))
                .address();
        api.stopWithSystem();
        return new Ports(http, management.orElse(http));
    }

    /**
     * Makes sure that it can listen there, before anything is begun that would have to be ended again.
     *
     * @throws SettingsException if it cannot; the message names the setting
     */
    static void require(HttpSettings settings) {
        settings.management().ifPresent(own -> require("recount.management", own.host(), own.port()));
        require("recount.http", settings.host(), settings.port());
    }

    private static void require(String group, String host, int port) {
        try {
            requireFree(host, port);
        } catch (IOException refused) {
            throw refusal(group, host, port, String.valueOf(refused.getMessage()));
        }
    }

    private static void requireFree(String host, int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        }
    }

    /**
     * Waits until who comes next can listen there, but not for ever: a system that did not end within the time of its
     * shutdown may still listen.
     */
    static void awaitFree(String host, int port) {
        long deadline = System.nanoTime() + FREE_PATIENCE.toNanos();
        while (!isFree(host, port) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(FREE_POLL.toNanos());
        }
    }

    private static boolean isFree(String host, int port) {
        try {
            requireFree(host, port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static SettingsException refusal(String group, String host, int port, String reason) {
        return new SettingsException(
                group + ".host and port: the server cannot listen on " + host + ":" + port + " (" + reason + ")");
    }

    private static <T> T bound(String group, String host, int port, CompletionStage<T> binding) {
        try {
            return binding.toCompletableFuture().join();
        } catch (CompletionException refused) {
            throw refusal(group, host, port, reason(refused));
        }
    }

    /** Returns what the operating system said, out of what Pekko made of it. */
    private static String reason(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException said) {
                return String.valueOf(said.getMessage());
            }
        }
        return refused.toString();
    }
}
